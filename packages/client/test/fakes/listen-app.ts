import { serve } from '@export-buckets/test-support/serve'
import type { Hono } from 'hono'

/** Serves a Hono app on a free loopback port until the test ends, and returns the base URL. */
export function listenApp(app: Hono): Promise<string> {
  return serve((request) => app.fetch(request))
}
