import type { Exchange } from './exchange.ts'
import type { ProjectGrant } from './store/grant.ts'

/** Who calls, once the credentials are proved. */
export interface Caller {
  /** Client id or public key. */
  readonly id: string
  readonly grants: readonly ProjectGrant[]
  /** The IP addresses and CIDR blocks that the credentials may be used from. Absent: any. */
  readonly accessList?: readonly string[] | undefined
}

/** What the app's Hono context holds. */
export interface Env {
  Variables: {
    exchange: Exchange
  }
}
