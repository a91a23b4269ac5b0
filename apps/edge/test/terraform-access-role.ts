/**
 * The requests of the resources `mongodbatlas_cloud_provider_access_setup` and `mongodbatlas_cloud_provider_access_authorization`.
 * Taken from mongodb/terraform-provider-mongodbatlas, in `internal/service/cloudprovideraccess`:
 * `resource_cloud_provider_access_setup.go` (00aef23) and `resource_cloud_provider_access_authorization.go` (507d10a).
 */
import type { CloudProvider } from '@export-buckets/core'
import type { TestApp } from './create-test-app.ts'
import {
  callSdk,
  child,
  children,
  type JsonObject,
  readUnlessMissing,
  SdkError,
  text,
  timeOrZero,
  waitForState,
} from './terraform-sdk.ts'

export const version = '2023-01-01'
/** The ARN of the IAM role that Atlas assumes. */
export const arn = 'arn:aws:iam::123456789012:role/atlas-export'
const azureConfig = {
  atlas_azure_app_id: '9f2deb0d-be22-4524-a403-df531868bac0',
  service_principal_id: '00000000-0000-4000-8000-000000000001',
  tenant_id: '00000000-0000-4000-8000-000000000002',
}

interface Config {
  readonly setup: object
  readonly authorization: object
}

/** The configured attributes of both resources by cloud provider. */
export const configs: Readonly<Record<CloudProvider, Config>> = {
  AWS: { setup: {}, authorization: { aws: [{ iam_assumed_role_arn: arn }] } },
  AZURE: { setup: { azure_config: [azureConfig] }, authorization: { azure: [azureConfig] } },
  GCP: { setup: {}, authorization: {} },
}

export interface SetupState extends JsonObject {
  readonly role_id: string
  readonly created_date: string
}

export interface AuthorizationState extends JsonObject {
  readonly role_id: string
  readonly feature_usages: readonly object[]
}

const getRole = async (testApp: TestApp, roleId: string): Promise<JsonObject> =>
  callSdk(testApp, 'getGroupCloudProviderAccess', { path: { roleId }, version })

const roleIdOf = (role: JsonObject): string =>
  text(role, text(role, 'providerName') === 'AZURE' ? '_id' : 'roleId')

/** Returns the Azure attributes of a role. */
const azureAttributes = (role: JsonObject) => ({
  atlas_azure_app_id: text(role, 'atlasAzureAppId'),
  service_principal_id: text(role, 'servicePrincipalId'),
  tenant_id: text(role, 'tenantId'),
})

/** `roleToSchemaSetup` */
function setupState(role: JsonObject): SetupState {
  const provider_name = text(role, 'providerName')
  const common = {
    provider_name,
    role_id: roleIdOf(role),
    created_date: timeOrZero(role, 'createdDate'),
  }
  const atlas_aws_account_arn = text(role, 'atlasAWSAccountArn')
  const atlas_assumed_role_external_id = text(role, 'atlasAssumedRoleExternalId')
  const status = text(role, 'status')
  const service_account_for_atlas = text(role, 'gcpServiceAccountForAtlas')
  switch (provider_name) {
    case 'AWS':
      return { ...common, aws_config: [{ atlas_aws_account_arn, atlas_assumed_role_external_id }] }
    case 'AZURE': {
      const last_updated_date = timeOrZero(role, 'lastUpdatedDate')
      return { ...common, azure_config: [azureAttributes(role)], last_updated_date }
    }
    default:
      return { ...common, gcp_config: [{ status, service_account_for_atlas }] }
  }
}

/** `roleToSchemaAuthorization` */
function authorizationState(role: JsonObject): AuthorizationState {
  const common = {
    role_id: roleIdOf(role),
    feature_usages: children(role, 'featureUsages').map((usage) => {
      const featureId = child(usage, 'featureId')
      const project_id = text(featureId, 'groupId')
      const feature_id = { project_id, bucket_name: text(featureId, 'bucketName') }
      return { feature_type: text(usage, 'featureType'), feature_id }
    }),
  }
  const authorized_date = timeOrZero(role, 'authorizedDate')
  switch (text(role, 'providerName')) {
    case 'AWS': {
      const iam_assumed_role_arn = text(role, 'iamAssumedRoleArn')
      return { ...common, authorized_date, aws: [{ iam_assumed_role_arn }] }
    }
    case 'AZURE':
      return { ...common, authorized_date, azure: [azureAttributes(role)] }
    default: {
      const service_account_for_atlas = text(role, 'gcpServiceAccountForAtlas')
      return { ...common, gcp: [{ service_account_for_atlas }] }
    }
  }
}

/** Creates a role. For Google Cloud, waits until its service account exists, and returns the states that were seen. */
export async function createSetup(
  testApp: TestApp,
  providerName: CloudProvider,
): Promise<{ readonly state: SetupState; readonly states: readonly string[] }> {
  const { atlas_azure_app_id, service_principal_id, tenant_id } = azureConfig
  const azure = {
    atlasAzureAppId: atlas_azure_app_id,
    servicePrincipalId: service_principal_id,
    tenantId: tenant_id,
  }
  const body = { providerName, ...(providerName === 'AZURE' && azure) }
  const created = await callSdk(testApp, 'createGroupCloudProviderAccess', { body, version })
  if (providerName !== 'GCP') return { state: setupState(created), states: [] }
  const { resource, states } = await waitForState(testApp, {
    pending: ['IN_PROGRESS', 'NOT_INITIATED'],
    target: ['COMPLETE', 'FAILED'],
    refresh: async () => getRole(testApp, roleIdOf(created)),
    getState: (role) => text(role, 'status'),
    delay: 30,
    interval: 60,
    timeout: 1200,
  })
  return { state: setupState(resource), states }
}

/** Creates or updates an authorization: up to three attempts, 10 seconds apart, while Atlas cannot assume the role. */
export async function authorize(
  testApp: TestApp,
  roleId: string,
  iamAssumedRoleArn: string = arn,
): Promise<{ readonly state: AuthorizationState; readonly attempts: number }> {
  const role = await getRole(testApp, roleId)
  const providerName = text(role, 'providerName')
  const { atlas_azure_app_id, service_principal_id, tenant_id } = azureAttributes(role)
  const body = {
    providerName,
    ...(providerName === 'AWS' && { iamAssumedRoleArn }),
    ...(providerName === 'AZURE' && {
      atlasAzureAppId: atlas_azure_app_id,
      servicePrincipalId: service_principal_id,
      tenantId: tenant_id,
    }),
  }
  const call = { path: { roleId: roleIdOf(role) }, body, version } as const
  let lastError: unknown
  for (let attempt = 1; attempt <= 3; attempt++) {
    try {
      const authorized = await callSdk(testApp, 'authorizeGroupCloudProviderAccessRole', call)
      return { attempts: attempt, state: authorizationState(authorized) }
    } catch (error) {
      if (!(error instanceof SdkError && error.message.includes('CANNOT_ASSUME_ROLE'))) throw error
      lastError = error
      testApp.clock.now += 10_000
    }
  }
  throw lastError
}

export async function readSetup(testApp: TestApp, roleId: string): Promise<SetupState | undefined> {
  return readUnlessMissing(async () => setupState(await getRole(testApp, roleId)))
}

export async function readAuthorization(
  testApp: TestApp,
  roleId: string,
): Promise<AuthorizationState | undefined> {
  return readUnlessMissing(async () => authorizationState(await getRole(testApp, roleId)))
}
