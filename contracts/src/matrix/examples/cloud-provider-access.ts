import type { CloudProvider, CloudProviderAccessRole } from '@export-buckets/core'
import type { JsonObject } from '../../lib/json.ts'
import { examples } from '../examples.gen.ts'
import { type CreateExample, type Example, parseExample } from './example.ts'

type BodyByProvider = Readonly<Record<CloudProvider, JsonObject>>

const usedRoles: BodyByProvider = {
  AWS: examples.AwsRole,
  AZURE: examples.AzureRole,
  GCP: examples.GcpRole,
}
const createdRoles: BodyByProvider = {
  AWS: examples.CreatedAwsRole,
  AZURE: examples.CreatedAzureRole,
  GCP: examples.CreatedGcpRole,
}

/** Returns a role as the server stores it, without `featureUsages`, which follow from the buckets. */
const toStoredRole = ({ featureUsages: _, ...role }: JsonObject): CloudProviderAccessRole =>
  parseExample('getGroupCloudProviderAccess', role)

/** Returns the authorized role that the provider states create. */
export const exampleRole = (provider: CloudProvider): CloudProviderAccessRole =>
  toStoredRole(usedRoles[provider])

/** Returns the role before its authorization. Google Cloud needs none, only the service account. */
export const unauthorizedRole = (provider: CloudProvider): CloudProviderAccessRole =>
  provider === 'GCP' ? exampleRole(provider) : toStoredRole(createdRoles[provider])

/** Returns the example of a role. Recorded: all its fields are always there, and so is the list of features. */
const toExample = (body: JsonObject): Example => ({
  body,
  patterns: { featureType: '^EXPORT_SNAPSHOT$' },
})

/** The role that the example bucket uses. */
export const usedRole: CreateExample = (provider) => toExample(usedRoles[provider])

/** An authorized role that nothing uses. */
export const unusedRole: CreateExample = (provider) =>
  toExample({ ...usedRoles[provider], featureUsages: [] })

/** A role that was just created. Recorded: the date and the ARN of an AWS role are null. */
export const createdRole: CreateExample = (provider) =>
  // Whether Atlas has already created the Google service account is not pinned.
  provider === 'GCP'
    ? { body: createdRoles.GCP, optional: ['createdDate', 'featureUsages'] }
    : toExample(createdRoles[provider])

const listNames: Readonly<Record<CloudProvider, string>> = {
  AWS: 'awsIamRoles',
  AZURE: 'azureServicePrincipals',
  GCP: 'gcpServiceAccounts',
}

/** The list of a project whose only role is the one that the example bucket uses. */
export const roleList: CreateExample = (provider) => {
  const emptyLists = Object.fromEntries(Object.values(listNames).map((name) => [name, []]))
  return toExample({ ...emptyLists, [listNames[provider]]: [usedRoles[provider]] })
}

const createRequests: BodyByProvider = {
  AWS: examples.AwsRoleRequest,
  AZURE: examples.AzureRoleRequest,
  GCP: examples.GcpRoleRequest,
}

/** Returns the request body that creates a role. */
export const createRoleRequest = (provider: CloudProvider): JsonObject => createRequests[provider]

/** Returns the request body that authorizes a role. */
export const authorizeRoleRequest = (provider: CloudProvider): JsonObject =>
  provider === 'AWS' ? examples.AuthorizeAwsRoleRequest : createRequests[provider]
