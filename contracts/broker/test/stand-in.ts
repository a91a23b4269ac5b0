import { serve } from '../../cli/test/serve.ts'

/** A request that the broker got. */
interface Received {
  readonly method: string
  /** Path and query. */
  readonly path: string
  readonly authorization: string | null
  readonly body: unknown
}

/** What a broker knows. */
export interface BrokerOptions {
  /** The only `Authorization` that it takes; any where absent. */
  readonly authorization?: string
  /** Whether every version can be deployed. */
  readonly deployable?: boolean
  /** The pact that is published, without links. */
  readonly pact?: object
}

const environment = 'production'

/** The resources of HAL that Pact's programs ask a Pact Broker for, by the path; `undefined` where there is none. */
function resource(base: string, { method, path }: Received, options: BrokerOptions) {
  const link = (to: string, more = {}) => ({ href: base + to, ...more })
  const { pathname, search } = new URL(path, base)
  const version = /^\/pacticipants\/[^/]+\/(?:branches\/[^/]+\/)?versions\/[^/]+$/.test(pathname)
  if (pathname === '/')
    return {
      _links: {
        'pb:publish-contracts': link('/contracts/publish'),
        'pb:pacticipant-version': link('/pacticipants/{pacticipant}/versions/{version}', {
          templated: true,
        }),
        'pb:environments': link('/environments'),
      },
    }
  if (pathname.endsWith('/latest') && options.pact !== undefined)
    return {
      ...options.pact,
      _links: { 'pb:publish-verification-results': link('/verification-results') },
    }
  if (pathname === '/contracts/publish')
    return {
      notices: [{ type: 'success', text: 'published' }],
      _links: { 'pb:contracts': [] },
    }
  if (pathname === '/environments')
    return { _embedded: { environments: [{ uuid: 'e', name: environment, _links: {} }] } }
  if (pathname === '/matrix' && search.includes(`environment=${environment}`)) {
    const { deployable = true } = options
    return { summary: { deployable, reason: 'stood in for' }, notices: [], matrix: [] }
  }
  if (version && method === 'GET')
    return {
      _links: {
        self: link(pathname),
        'pb:record-deployment': [link(`${pathname}/deployed-versions/e`, { name: environment })],
      },
    }
  if (version || pathname.endsWith('/deployed-versions/e') || pathname === '/verification-results')
    return {}
  return undefined
}

/** A server that stands where a Pact Broker is. */
interface StandIn {
  readonly url: string
  readonly received: readonly Received[]
}

/** Starts one on loopback, which keeps what it gets until the test ends. */
export async function standInBroker(options: BrokerOptions = {}): Promise<StandIn> {
  const received: Received[] = []
  const url = await serve(async (request) => {
    const text = await request.text()
    const each: Received = {
      method: request.method,
      path: request.url.slice(new URL(request.url).origin.length),
      authorization: request.headers.get('Authorization'),
      body: text === '' ? undefined : JSON.parse(text),
    }
    received.push(each)
    const { authorization } = options
    if (authorization !== undefined && each.authorization !== authorization)
      return Response.json({ error: 'unauthorized' }, { status: 401 })
    const found = resource(new URL(request.url).origin, each, options)
    const headers = { 'Content-Type': 'application/hal+json;charset=utf-8' }
    return Response.json(found ?? { error: 'not found' }, { status: found ? 200 : 404, headers })
  })
  return { url, received }
}
