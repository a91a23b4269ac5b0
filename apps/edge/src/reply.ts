import type { Context } from 'hono'
import type { Env } from './env.ts'

/** Headers by their names. */
export type HeaderRecord = Readonly<Record<string, string>>

/** Has the answer, whatever it will be, say this too. */
export function say(c: Context<Env>, name: string, value: string): void {
  c.get('headers')[name] = value
}

/**
 * Answers with the headers that were said so far and those given. They reach the runtime as a plain record: a `Headers` that
 * is filled one by one costs a Node server more than all the rest of an answer.
 */
export function reply(
  c: Context<Env>,
  status: number,
  body: string | null,
  headers?: HeaderRecord,
): Response {
  return new Response(body, { status, headers: Object.assign(c.get('headers'), headers) })
}

/** Answers with a JSON body. */
export function replyJson(
  c: Context<Env>,
  status: number,
  body: object,
  headers?: HeaderRecord,
): Response {
  return reply(c, status, JSON.stringify(body), { 'Content-Type': 'application/json', ...headers })
}
