import {
  accessRoleId,
  type CloudProviderAccessRole,
  type ExportBucketId,
  type OperationId,
} from '@export-buckets/core'
import { AtlasError } from '../http/errors.ts'
import type { OperationHandlers, ResourceRequest } from '../http/operation-handler.ts'
import { notFound } from '../http/path-params.ts'
import { toRole } from '../simulation/roles.ts'
import { findSimulation } from '../simulation/settings.ts'
import type { Simulation, StoredRole } from '../store/resources.ts'
import type { Store } from '../store/store.ts'
import { authorizeRole, createRole } from './new-role.ts'

type RoleOperation = Extract<OperationId, `${string}CloudProviderAccess${string}`>

/** Returns the role in the path. @throws AtlasError `CLOUD_PROVIDER_ACCESS_ROLE_NOT_FOUND` */
async function findRole(
  store: Store,
  { context, groupId, param }: ResourceRequest,
): Promise<StoredRole> {
  const stored = await store.resource({ kind: 'role', groupId, id: param('roleId') })
  if (stored === undefined) throw notFound(context, 'roleId')
  return stored
}

/** Returns roles as responses contain them, with the buckets that use them. */
async function toRoles(
  store: Store,
  { groupId, now }: ResourceRequest,
  roles: readonly StoredRole[],
): Promise<CloudProviderAccessRole[]> {
  const bucketIds: ReadonlyMap<string, readonly ExportBucketId[]> =
    await store.exportBucketIdsByRole(groupId)
  return roles.map((stored) =>
    toRole(stored, bucketIds.get(accessRoleId(stored.role)) ?? [], groupId, now),
  )
}

/** Creates the handlers of cloud provider access roles. @param defaults - the simulation of projects without one */
export function roleHandlers(store: Store, defaults: Simulation): OperationHandlers<RoleOperation> {
  return {
    async listGroupCloudProviderAccess(request) {
      const { groupId } = request
      const roles = await toRoles(store, request, await store.resources({ kind: 'role', groupId }))
      return {
        awsIamRoles: roles.filter(({ providerName }) => providerName === 'AWS'),
        azureServicePrincipals: roles.filter(({ providerName }) => providerName === 'AZURE'),
        gcpServiceAccounts: roles.filter(({ providerName }) => providerName === 'GCP'),
      }
    },
    async createGroupCloudProviderAccess({ groupId, now, readBody }) {
      const role = createRole(await readBody(), now)
      const { roleSeconds } = await findSimulation(store, groupId, defaults)
      const stored = { role, assumableAt: now + roleSeconds * 1000 }
      await store.saveResource({ kind: 'role', groupId, id: accessRoleId(role) }, stored)
      return toRole(stored, [], groupId, now)
    },
    async getGroupCloudProviderAccess(request) {
      const [role] = await toRoles(store, request, [await findRole(store, request)])
      return role
    },
    async authorizeGroupCloudProviderAccessRole(request) {
      const { context, groupId, now } = request
      const { role, assumableAt } = await findRole(store, request)
      const body = await request.readBody()
      const authorizedRole = authorizeRole(role, body, now)
      const { roleSeconds } = await findSimulation(store, groupId, defaults)
      // An authorized AWS role propagates again, for half of the time.
      const usableAt = body.providerName === 'AWS' ? now + (roleSeconds * 1000) / 2 : assumableAt
      const stored = { role: authorizedRole, assumableAt, usableAt }
      const id = accessRoleId(role)
      if (now < assumableAt) {
        const arn = body.providerName === 'AWS' ? body.iamAssumedRoleArn : id
        throw new AtlasError('CANNOT_ASSUME_ROLE', { parameters: [arn] })
      }
      const isReplaced = await store.replaceResource({ kind: 'role', groupId, id }, stored)
      if (!isReplaced) throw notFound(context, 'roleId')
      const [result] = await toRoles(store, request, [stored])
      return result
    },
    async deauthorizeGroupCloudProviderAccessRole(request) {
      const { context, groupId, param } = request
      const { role } = await findRole(store, request)
      if (role.providerName !== param('cloudProvider')) throw notFound(context, 'roleId')
      const id = accessRoleId(role)
      const result = await store.deleteRole(groupId, id)
      if (result === 'in use')
        throw new AtlasError('CLOUD_PROVIDER_ACCESS_ROLE_IN_USE', { parameters: [id] })
      if (result === 'absent') throw notFound(context, 'roleId')
      return undefined
    },
  }
}
