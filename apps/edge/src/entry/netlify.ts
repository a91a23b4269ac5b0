import process from 'node:process'
import { fetchOnlyApp } from './handler.ts'
import { madeWhenAsked } from './made-when-asked.ts'

/** The part of the context of a function of Netlify that is used here. */
export interface NetlifyContext {
  /** The client's IP address. */
  readonly ip?: string
}

const app = madeWhenAsked(() => fetchOnlyApp(process.env, (c) => c.env?.ip))

/** A function of Netlify, which says in its environment variables what it is made of. */
export default function handler(
  request: Request,
  context: NetlifyContext,
): Response | Promise<Response> {
  return app().fetch(request, { ip: context.ip })
}
