import type { Cidr } from './address-block.ts'
import type { Exchange } from './exchange.ts'
import type { ProjectGrant } from './store/grant.ts'

/** Who calls, once the credentials are proved. */
export interface Caller {
  /** Client id or public key. */
  readonly id: string
  readonly grants: readonly ProjectGrant[]
  /** The blocks of addresses that the credentials may be used from. Absent: any. */
  readonly cidrs?: readonly Cidr[] | undefined
}

/** What the app's Hono context holds. */
export interface Env {
  Variables: {
    exchange: Exchange
  }
}
