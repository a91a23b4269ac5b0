import {
  type CloudProvider,
  type OperationId,
  operations,
  supportedProviders,
} from '@export-buckets/core'
import { type RequestContext, required } from '../http/request-context.ts'

/** Makes what tells whose buckets the version that was negotiated knows. */
export function createProviderLookup(
  operationId: OperationId,
): (context: RequestContext) => readonly CloudProvider[] {
  const providersByVersion = new Map(
    operations[operationId].versions.map(({ version }) => [
      version,
      supportedProviders(operationId, version),
    ]),
  )
  return ({ resourceVersion }) => providersByVersion.get(required(resourceVersion).version) ?? []
}
