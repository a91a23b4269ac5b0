import {
  type CloudProvider,
  knownProviders,
  type OperationId,
  operations,
} from '@export-buckets/core'
import { type Exchange, found } from '../../exchange.ts'

/** Makes what tells whose buckets the version that was negotiated knows. */
export function providersReader(
  operationId: OperationId,
): (exchange: Exchange) => readonly CloudProvider[] {
  const known = new Map(
    operations[operationId].versions.map(({ version }) => [
      version,
      knownProviders(operationId, version),
    ]),
  )
  return ({ resourceVersion }) => known.get(found(resourceVersion).version) ?? []
}
