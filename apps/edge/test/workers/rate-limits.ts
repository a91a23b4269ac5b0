import {
  durableRateLimiters,
  type RateLimitNamespace,
  RateLimitObject,
  type RateLimitObjectState,
} from '../../src/rate-limit-object.ts'

let now = 1_800_000_000_000

/** The object with a clock that the test turns. */
export class Turned extends RateLimitObject {
  constructor(state: RateLimitObjectState, env: unknown) {
    super(state, env, () => now)
  }
}

/** The object as it is deployed. */
export { RateLimitObject }

interface Env {
  readonly LIMITS: RateLimitNamespace
}

/** Takes a token of the caller that the query names; `/clock` turns the clock. */
const worker: { fetch(request: Request, env: Env): Promise<Response> } = {
  async fetch({ url }, { LIMITS }) {
    const { pathname, searchParams } = new URL(url)
    if (pathname === '/clock') {
      now += Number(searchParams.get('milliseconds'))
      return Response.json(now)
    }
    const number = (name: string) => Number(searchParams.get(name))
    const limit = {
      capacity: number('requests'),
      refill: number('requests'),
      seconds: number('seconds'),
    }
    const name = pathname === '/tokens' ? 'tokens' : 'requests'
    const limiter = durableRateLimiters(LIMITS)(name, limit, Date.now)
    return Response.json(await limiter.take(searchParams.get('caller') ?? ''))
  },
}
export default worker
