import { serviceAccount } from '@export-buckets/client'
import type { GatewayEvent } from '../../src/gateway/events.ts'
import { memoryResponseCache } from '../../src/gateway/memory-response-cache.ts'
import type { UpstreamOptions } from '../../src/gateway/options.ts'
import type { AppOptions } from '../../src/index.ts'
import { clientSecret, createTestApp, type TestApp } from '../create-test-app.ts'

/** What stands between the gateway and Atlas: hands the request on, or answers or fails by itself. */
export type UpstreamInterceptor = (
  request: Request,
  toAtlas: () => Promise<Response>,
) => Promise<Response>

export interface GatewayTestApps {
  /** The app that stands for Atlas. */
  readonly atlas: TestApp
  /** The app in front of it. */
  readonly gateway: TestApp
  /** The requests for the resource that came to Atlas, as method and path with query. */
  readonly upstreamRequests: string[]
  readonly events: GatewayEvent[]
  /** Puts something between the gateway and Atlas; nothing, to begin with. */
  intercept(interceptor: UpstreamInterceptor): void
}

export const atlasUrl = 'http://localhost:27017'

/** How the gateway of a test asks: it repeats nothing, unless the test is about that. */
const defaults = { retry: false, timeout: 60_000 } as const

/**
 * A gateway in front of a second instance of the app, with the same callers and buckets; the gateway itself is the service
 * account `owner` there.
 */
export async function createGatewayTestApps(
  upstreamOptions: Partial<UpstreamOptions> = {},
  appOptions: Partial<AppOptions> = {},
): Promise<GatewayTestApps> {
  const atlas = await createTestApp()
  const upstreamRequests: string[] = []
  const events: GatewayEvent[] = []
  let interceptor: UpstreamInterceptor = (_, toAtlas) => toAtlas()
  const gateway = await createTestApp({
    ...appOptions,
    onGatewayEvent: (event) => events.push(event),
    upstream: {
      auth: serviceAccount({ clientId: 'owner', clientSecret }),
      baseUrl: atlasUrl,
      cache: memoryResponseCache(),
      ...defaults,
      fetch: async (url, init) => {
        const request = new Request(url, init)
        const { pathname, search } = new URL(request.url)
        if (pathname.startsWith('/api/oauth')) return atlas.app.fetch(request)
        upstreamRequests.push(`${request.method} ${pathname}${search}`)
        return interceptor(request, async () => atlas.app.fetch(request))
      },
      ...upstreamOptions,
    },
  })
  return {
    atlas,
    gateway,
    upstreamRequests,
    events,
    intercept: (nextInterceptor) => {
      interceptor = nextInterceptor
    },
  }
}

/** Has Atlas answer with what comes of changing its answer. */
export const rewriteBody =
  (rewrite: (body: Record<string, unknown>) => unknown): UpstreamInterceptor =>
  async (_, toAtlas) => {
    const { status, headers, ...response } = await toAtlas().then(async (response) => ({
      status: response.status,
      headers: response.headers,
      body: await response.json(),
    }))
    return new Response(JSON.stringify(rewrite(response.body)), { status, headers })
  }

/** What the gateway says of its cache. */
export const getCacheStatus = (response: Response): string | null =>
  response.headers.get('Cache-Status')
