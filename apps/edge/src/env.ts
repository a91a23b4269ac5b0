import type { GroupId, ResourceVersion } from '@export-buckets/core'
import type { ProjectGrant } from './store/grant.ts'

/** Who calls, once the credentials are proved. */
export interface Caller {
  /** Client id or public key. */
  readonly id: string
  readonly grants: readonly ProjectGrant[]
  /** The IP addresses and CIDR blocks that the credentials may be used from. Absent: any. */
  readonly accessList?: readonly string[] | undefined
}

/** What the middleware of one request tells the next. */
export interface Env {
  Variables: {
    requestId: string
    /** What the answer says in headers, whatever it will be. */
    headers: Record<string, string>
    caller: Caller
    groupId: GroupId
    resourceVersion: ResourceVersion
    /** `errorCode` of the answer, for the log. */
    errorCode: string
    /** How Atlas behind the gateway differs from what is pinned, for the log. */
    drift: readonly string[]
    /** Whether the log says nothing of the request: probes would drown what else it says. */
    unlogged: boolean
    /** What the log says of an error that nobody foresaw. */
    failure: unknown
  }
}
