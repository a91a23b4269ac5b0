import process from 'node:process'
import { lazyApp } from './lazy-app.ts'
import { createServerlessApp } from './serverless.ts'

/** The part of the context of a function of Netlify that is used here. */
export interface NetlifyContext {
  /** The client's IP address. */
  readonly ip?: string
}

const app = lazyApp(() => createServerlessApp(process.env, (c) => c.env?.ip))

/** A function of Netlify, which says in its environment variables what it is made of. */
export default function handler(
  request: Request,
  context: NetlifyContext,
): Response | Promise<Response> {
  return app().fetch(request, { ip: context.ip })
}
