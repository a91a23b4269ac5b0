import {
  deprecationHeaders,
  type Negotiated,
  negotiate,
  type Operation,
  type ResourceVersion,
} from '@export-buckets/core'
import { BoundedMap } from '../bounded-map.ts'
import { AtlasError } from '../errors.ts'
import type { Exchange } from '../exchange.ts'
import type { HeaderRecord } from '../reply.ts'
import type { Check } from './check.ts'

/** Values of `Accept` that are remembered for an operation. Each client sends one or two. */
const maxAccepts = 100

/** What came of an `Accept` header. */
interface Settled {
  readonly resourceVersion: ResourceVersion
  /** What is said of a deprecated version. */
  readonly headers: HeaderRecord
  /** When the version ends, milliseconds since the epoch. */
  readonly until: number
}

function settled({ resourceVersion }: Negotiated & { ok: true }): Settled {
  const { sunset } = resourceVersion
  const until = sunset === undefined ? Number.POSITIVE_INFINITY : Date.parse(sunset)
  return { resourceVersion, headers: deprecationHeaders(resourceVersion), until }
}

/** Finds the version that answers, and says so when it is deprecated. */
export function resourceVersion(operation: Operation): Check {
  const known = new BoundedMap<string, Settled>(maxAccepts)

  function settle(exchange: Exchange, accept: string, time: number): Settled {
    const negotiated = negotiate(operation, accept, new Date(time))
    if (!negotiated.ok) {
      const isGone = negotiated.error === 'VERSION_GONE'
      // Recorded: the path comes without its leading slash.
      const parameters = isGone ? [negotiated.asked, exchange.path.slice(1)] : []
      throw new AtlasError(negotiated.error, { parameters })
    }
    const made = settled(negotiated)
    known.set(accept, made)
    return made
  }

  return (exchange) => {
    const { time } = exchange
    const accept = exchange.header('accept') ?? ''
    const before = known.get(accept)
    const { resourceVersion, headers } =
      before !== undefined && time < before.until ? before : settle(exchange, accept, time)
    exchange.resourceVersion = resourceVersion
    for (const name in headers) exchange.headers[name] = headers[name] ?? ''
  }
}
