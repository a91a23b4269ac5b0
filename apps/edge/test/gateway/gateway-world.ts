import { serviceAccount } from '@export-buckets/client'
import { memoryAnswerCache } from '../../src/gateway/memory-answer-cache.ts'
import type { UpstreamParts } from '../../src/gateway/parts.ts'
import type { AppParts } from '../../src/index.ts'
import type { Observation } from '../../src/observation.ts'
import { clientSecret, type World, world } from '../world.ts'

/** What stands between the gateway and Atlas: hands the request on, or answers or fails by itself. */
export type Between = (request: Request, toAtlas: () => Promise<Response>) => Promise<Response>

export interface GatewayWorld {
  /** The app that stands for Atlas. */
  readonly atlas: World
  /** The app in front of it. */
  readonly gateway: World
  /** The requests for the resource that came to Atlas, as method and path with query. */
  readonly asked: string[]
  readonly observed: Observation[]
  /** Puts something between the gateway and Atlas; nothing, to begin with. */
  between(between: Between): void
}

export const atlasUrl = 'http://localhost:27017'

/** How the gateway of a test asks: it repeats nothing, unless the test is about that. */
const defaults = { retry: false, timeout: 60_000 } as const

/**
 * A gateway in front of a second instance of the app, with the same callers and buckets; the gateway itself is the service
 * account `owner` there.
 */
export async function gatewayWorld(
  parts: Partial<UpstreamParts> = {},
  own: Partial<AppParts> = {},
): Promise<GatewayWorld> {
  const atlas = await world()
  const asked: string[] = []
  const observed: Observation[] = []
  let current: Between = (_, toAtlas) => toAtlas()
  const gateway = await world({
    ...own,
    observe: (observation) => observed.push(observation),
    upstream: {
      auth: serviceAccount({ clientId: 'owner', clientSecret }),
      baseUrl: atlasUrl,
      cache: memoryAnswerCache(),
      ...defaults,
      fetch: async (url, init) => {
        const request = new Request(url, init)
        const { pathname, search } = new URL(request.url)
        if (pathname.startsWith('/api/oauth')) return atlas.app.fetch(request)
        asked.push(`${request.method} ${pathname}${search}`)
        return current(request, async () => atlas.app.fetch(request))
      },
      ...parts,
    },
  })
  return {
    atlas,
    gateway,
    asked,
    observed,
    between: (between) => {
      current = between
    },
  }
}

/** Has Atlas answer with what comes of changing its answer. */
export const changed =
  (change: (body: Record<string, unknown>) => unknown): Between =>
  async (_, toAtlas) => {
    const { status, headers, ...answer } = await toAtlas().then(async (response) => ({
      status: response.status,
      headers: response.headers,
      body: await response.json(),
    }))
    return new Response(JSON.stringify(change(answer.body)), { status, headers })
  }

/** What the gateway says of its cache. */
export const cacheStatusOf = (answer: Response): string | null => answer.headers.get('Cache-Status')
