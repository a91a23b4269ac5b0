import {
  durableObjectRateLimiters,
  type RateLimitNamespace,
  RateLimitObject,
  type RateLimitObjectState,
} from '../../src/rate-limit/durable-object.ts'

let now = 1_800_000_000_000

/** The object with a clock that the test sets. */
export class ClockedRateLimitObject extends RateLimitObject {
  constructor(state: RateLimitObjectState, env: unknown) {
    super(state, env, () => now)
  }
}

/** The object as it is deployed. */
export { RateLimitObject }

interface Env {
  readonly LIMITS: RateLimitNamespace
}

/** Takes a token for the caller in the query. `/clock` moves the clock. */
const worker: { fetch(request: Request, env: Env): Promise<Response> } = {
  async fetch({ url }, { LIMITS }) {
    const { pathname, searchParams } = new URL(url)
    if (pathname === '/clock') {
      now += Number(searchParams.get('milliseconds'))
      return Response.json(now)
    }
    const readNumber = (name: string) => Number(searchParams.get(name))
    const limit = {
      capacity: readNumber('requests'),
      refill: readNumber('requests'),
      seconds: readNumber('seconds'),
    }
    const name = pathname === '/tokens' ? 'tokens' : 'requests'
    const limiter = durableObjectRateLimiters(LIMITS)(name, limit, Date.now)
    return Response.json(await limiter.take(searchParams.get('caller') ?? ''))
  },
}
export default worker
