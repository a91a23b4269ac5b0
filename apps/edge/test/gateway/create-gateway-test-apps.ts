import { serviceAccount } from '@export-buckets/client'
import { memoryResponseCache } from '../../src/gateway/memory-response-cache.ts'
import type { UpstreamOptions } from '../../src/gateway/options.ts'
import type { AppOptions } from '../../src/index.ts'
import type { GatewayEvent } from '../../src/lib/gateway-events.ts'
import { clientSecret, createTestApp, type TestApp } from '../create-test-app.ts'

/** Intercepts a request to Atlas: forwards it, returns another response, or throws. */
export type UpstreamInterceptor = (
  request: Request,
  toAtlas: () => Promise<Response>,
) => Promise<Response>

export interface GatewayTestApps {
  /** The app in the role of Atlas. */
  readonly atlas: TestApp
  /** The gateway in front of it. */
  readonly gateway: TestApp
  /** The resource requests to Atlas, as method and path with query. */
  readonly upstreamRequests: string[]
  readonly events: GatewayEvent[]
  /** Sets the interceptor between the gateway and Atlas. Default: none. */
  intercept(interceptor: UpstreamInterceptor): void
}

export const atlasUrl = 'http://localhost:27017'

/** The gateway does not retry, unless the test is about retries. */
const defaults = { retry: false, timeout: 60_000 } as const

/**
 * Creates a gateway in front of a second instance of the app, with the same callers and buckets.
 * The gateway's own credentials there are those of the service account `owner`.
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

/** Changes the body of Atlas's response. */
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

/** Returns the `Cache-Status` header. */
export const getCacheStatus = (response: Response): string | null =>
  response.headers.get('Cache-Status')
