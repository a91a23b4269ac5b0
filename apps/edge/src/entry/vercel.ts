import process from 'node:process'
import { fetchOnlyApp } from './handler.ts'
import { madeWhenAsked } from './made-when-asked.ts'

// The platform overwrites the header (https://vercel.com/docs/headers/request-headers).
const app = madeWhenAsked(() => fetchOnlyApp(process.env, (c) => c.req.header('X-Real-IP')))

/** A function of Vercel, which says in its environment variables what it is made of. */
const handler: { fetch(request: Request): Response | Promise<Response> } = {
  fetch: (request) => app().fetch(request),
}

export default handler
