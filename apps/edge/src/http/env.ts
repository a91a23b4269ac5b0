import type { RequestContext } from './request-context.ts'

/** The type of the app's Hono context. */
export interface Env {
  Variables: {
    requestContext: RequestContext
  }
}
