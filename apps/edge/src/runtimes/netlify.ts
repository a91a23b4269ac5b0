import process from 'node:process'
import { lazyApp } from './lazy-app.ts'
import { createServerlessApp } from './serverless.ts'

/** The subset of a Netlify function's context that is used here. */
export interface NetlifyContext {
  /** The client's IP address. */
  readonly ip?: string
}

const app = lazyApp(() => createServerlessApp(process.env, (c) => c.env?.ip))

/** A Netlify function with its settings in environment variables. */
export default function handler(
  request: Request,
  context: NetlifyContext,
): Response | Promise<Response> {
  return app().fetch(request, { ip: context.ip })
}
