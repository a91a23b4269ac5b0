import type { CloudProviderAccessRole, ExportBucketId, GroupId } from '@export-buckets/core'
import type { StoredRole } from '../store/resources.ts'

/** Returns whether a role was authorized. Google Cloud needs no authorization, only the service account. */
export function isAuthorized(role: CloudProviderAccessRole): boolean {
  switch (role.providerName) {
    case 'AWS':
      return typeof role.iamAssumedRoleArn === 'string'
    case 'AZURE':
      // Atlas's Azure roles have no authorization date. A stored role gets `lastUpdatedDate` when it is authorized.
      return role.lastUpdatedDate !== undefined
    default:
      return role.status === 'COMPLETE'
  }
}

/** Returns a role as it is at a time, with the buckets that use it. */
export function toRole(
  { role, assumableAt }: StoredRole,
  exportBucketIds: readonly ExportBucketId[],
  groupId: GroupId,
  now: number,
): CloudProviderAccessRole {
  const featureUsages = exportBucketIds.map((exportBucketId) => ({
    featureId: { exportBucketId, groupId },
    featureType: 'EXPORT_SNAPSHOT',
  }))
  switch (role.providerName) {
    case 'AWS':
      return { ...role, featureUsages }
    case 'AZURE': {
      const lastUpdatedDate = role.lastUpdatedDate ?? role.createdDate
      return { ...role, ...(lastUpdatedDate !== undefined && { lastUpdatedDate }), featureUsages }
    }
    default:
      return now < assumableAt
        ? { ...role, gcpServiceAccountForAtlas: null, status: 'IN_PROGRESS', featureUsages }
        : { ...role, featureUsages }
  }
}
