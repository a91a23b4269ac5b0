import process from 'node:process'
import { lazyApp } from './lazy-app.ts'
import { createServerlessApp } from './serverless.ts'

// The platform overwrites the header (https://vercel.com/docs/headers/request-headers).
const app = lazyApp(() => createServerlessApp(process.env, (c) => c.req.header('X-Real-IP')))

/** A Vercel function with its settings in environment variables. */
const handler: { fetch(request: Request): Response | Promise<Response> } = {
  fetch: (request) => app().fetch(request),
}

export default handler
