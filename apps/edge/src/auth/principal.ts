import type { ProjectGrant } from '../store/grant.ts'
import type { Cidr } from './cidr.ts'

/** The caller of an authenticated request. */
export interface Principal {
  /** Client id or public key. */
  readonly id: string
  readonly grants: readonly ProjectGrant[]
  /** The blocks of addresses that the credentials may be used from. Absent: any. */
  readonly cidrs?: readonly Cidr[] | undefined
}
