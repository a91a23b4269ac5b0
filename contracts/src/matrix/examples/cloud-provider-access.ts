import type { CloudProvider, CloudProviderAccessRole } from '@export-buckets/core'
import type { JsonObject } from '../../lib/json.ts'
import { exportBucketIds, groupId, roleId } from '../ids.ts'
import type { CreateExample, Example } from './example.ts'
import { tenantId } from './export-buckets.ts'

const createdDate = '2026-11-20T08:00:00Z'
const authorizedDate = '2026-11-20T09:00:00Z'
/** The role that AWS requests authorize. */
export const iamAssumedRoleArn = 'arn:aws:iam::123456789012:role/atlas-export'
/** The ids that Azure requests name. */
export const azureIds: Readonly<
  Record<'atlasAzureAppId' | 'servicePrincipalId' | 'tenantId', string>
> = {
  atlasAzureAppId: '9f2deb0d-be22-4524-a403-df531868bac0',
  servicePrincipalId: '63d1b8d5-5a07-4a60-b8f2-1d2a5c4f8a11',
  tenantId,
}

const roles: Readonly<Record<CloudProvider, CloudProviderAccessRole>> = {
  AWS: {
    providerName: 'AWS',
    roleId,
    atlasAWSAccountArn: 'arn:aws:iam::772401394250:root',
    atlasAssumedRoleExternalId: '9a61f6f4-2a7b-4d0f-8a5a-0c2a3f1e7c55',
    authorizedDate,
    createdDate,
    iamAssumedRoleArn,
  },
  AZURE: {
    providerName: 'AZURE',
    _id: roleId,
    ...azureIds,
    createdDate,
    lastUpdatedDate: authorizedDate,
  },
  GCP: {
    providerName: 'GCP',
    roleId,
    createdDate,
    gcpServiceAccountForAtlas:
      'mongodb-atlas-0123456789abcdef@p-0123456789abcdefghijklmn.iam.gserviceaccount.com',
    status: 'COMPLETE',
  },
}

/** Returns the authorized role that the provider states create. It has no `featureUsages`, which follow from the buckets. */
export const exampleRole = (provider: CloudProvider): CloudProviderAccessRole => roles[provider]

/** Returns the role before its authorization. The server then stores no `lastUpdatedDate` of an Azure role. */
export function unauthorizedRole(provider: CloudProvider): CloudProviderAccessRole {
  const role = exampleRole(provider)
  // Google Cloud needs no authorization, only the service account.
  if (role.providerName === 'GCP') return role
  if (role.providerName === 'AWS') return { ...role, authorizedDate: null, iamAssumedRoleArn: null }
  const { lastUpdatedDate: _, ...rest } = role
  return rest
}

/** Returns the example of a role. Recorded: all its fields are always there, and so is the list of features. */
function toExample(role: JsonObject, featureUsages: readonly JsonObject[]): Example {
  const body = { ...role, featureUsages }
  return {
    body,
    recorded: [...Object.keys(body), 'featureId', 'featureType', 'exportBucketId', 'groupId'],
    patterns: { featureType: '^EXPORT_SNAPSHOT$' },
  }
}

/** The role that the example bucket uses. */
export const usedRole: CreateExample = (provider) =>
  toExample({ ...exampleRole(provider) }, [
    {
      featureType: 'EXPORT_SNAPSHOT',
      featureId: { exportBucketId: exportBucketIds[provider], groupId },
    },
  ])

/** An authorized role that nothing uses. */
export const unusedRole: CreateExample = (provider) => toExample({ ...exampleRole(provider) }, [])

/** A role that was just created. Recorded: the date and the ARN of an AWS role are null. */
export const createdRole: CreateExample = (provider) =>
  // Whether Atlas has already created the Google service account is not pinned.
  provider === 'GCP'
    ? { body: { providerName: 'GCP', roleId, createdDate, featureUsages: [] } }
    : toExample({ ...unauthorizedRole(provider) }, [])

const listNames: Readonly<Record<CloudProvider, string>> = {
  AWS: 'awsIamRoles',
  AZURE: 'azureServicePrincipals',
  GCP: 'gcpServiceAccounts',
}

/** The list of a project whose only role is the one that the example bucket uses. */
export const roleList: CreateExample = (provider) => {
  const { body, recorded = [], ...rest } = usedRole(provider)
  const lists = Object.values(listNames).map((name) => [name, []])
  return {
    ...rest,
    body: { ...Object.fromEntries(lists), [listNames[provider]]: [body] },
    recorded: [...recorded, ...Object.values(listNames)],
  }
}

const requests: Readonly<Record<CloudProvider, JsonObject>> = {
  AWS: { providerName: 'AWS' },
  AZURE: { providerName: 'AZURE', ...azureIds },
  GCP: { providerName: 'GCP' },
}

/** Returns the request body that creates a role. */
export const createRoleRequest = (provider: CloudProvider): JsonObject => requests[provider]

/** Returns the request body that authorizes a role. */
export const authorizeRoleRequest = (provider: CloudProvider): JsonObject =>
  provider === 'AWS' ? { providerName: 'AWS', iamAssumedRoleArn } : requests[provider]
