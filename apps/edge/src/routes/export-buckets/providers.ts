import {
  type CloudProvider,
  knownProviders,
  type OperationId,
  operations,
} from '@export-buckets/core'
import type { Context } from 'hono'
import type { Env } from '../../env.ts'

/** Makes what tells whose buckets the version that was negotiated knows. */
export function providersReader(
  operationId: OperationId,
): (c: Context<Env>) => readonly CloudProvider[] {
  const known = new Map(
    operations[operationId].versions.map(({ version }) => [
      version,
      knownProviders(operationId, version),
    ]),
  )
  return (c) => known.get(c.get('resourceVersion').version) ?? []
}
