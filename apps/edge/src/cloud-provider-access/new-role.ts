import { type CloudProviderAccessRole, type RequestBody, RoleId } from '@export-buckets/core'
import { AtlasError } from '../http/errors.ts'
import { deriveObjectId, generateObjectId } from '../simulation/object-id.ts'
import { toIsoTime } from '../simulation/time.ts'

type CreateRequest = RequestBody<'createGroupCloudProviderAccess'>
type AuthorizeRequest = RequestBody<'authorizeGroupCloudProviderAccessRole'>

/** The AWS account of Atlas in MongoDB's examples. */
const atlasAWSAccountArn = 'arn:aws:iam::772401394250:root'
/** The Azure application of Atlas in MongoDB's examples. */
const atlasAzureAppId = '9f2deb0d-be22-4524-a403-df531868bac0'

/** Creates the role of a request, which is not authorized yet. */
export function createRole(request: CreateRequest, now: number): CloudProviderAccessRole {
  const roleId = RoleId.parse(generateObjectId(now))
  const createdDate = toIsoTime(now)
  switch (request.providerName) {
    case 'AWS':
      return {
        ...request,
        roleId,
        createdDate,
        atlasAWSAccountArn,
        atlasAssumedRoleExternalId: crypto.randomUUID(),
        authorizedDate: null,
        iamAssumedRoleArn: null,
      }
    case 'AZURE':
      return { atlasAzureAppId, ...request, _id: roleId, createdDate }
    default:
      return {
        ...request,
        roleId,
        createdDate,
        gcpServiceAccountForAtlas: `mongodb-atlas-${roleId.slice(-16)}@p-${deriveObjectId(roleId)}.iam.gserviceaccount.com`,
        status: 'COMPLETE',
      }
  }
}

/** Returns the role after its authorization. @throws AtlasError `VALIDATION_ERROR` when the request is for another provider */
export function authorizeRole(
  role: CloudProviderAccessRole,
  request: AuthorizeRequest,
  now: number,
): CloudProviderAccessRole {
  if (role.providerName === 'AWS' && request.providerName === 'AWS')
    return { ...role, ...request, authorizedDate: toIsoTime(now) }
  if (role.providerName === 'AZURE' && request.providerName === 'AZURE')
    return { ...role, ...request, lastUpdatedDate: toIsoTime(now) }
  if (role.providerName === request.providerName) return role
  const message = `providerName is ${request.providerName}, the role is of ${role.providerName}`
  throw new AtlasError('VALIDATION_ERROR', { parameters: [message] })
}
