import type {
  CloudProvider,
  CloudProviderAccessRole,
  CloudProviderAccessRoles,
  RequestBody,
} from '@export-buckets/core'
import { type AssumeRoleRetryParams, withAssumeRoleRetry } from '../assume-role-retry.ts'
import type { AtlasPromise } from '../atlas-promise.ts'
import type { DeleteOptions, ProjectParams, RoleParams } from '../call-options.ts'
import { type ClientContext, callOperation, deleteResource, fetchResult } from '../operation.ts'

/** The input of `create`. */
export interface CreateRoleInput extends ProjectParams {
  /** The provider. For Azure also the tenant, the service principal and the application of Atlas. */
  readonly role: RequestBody<'createGroupCloudProviderAccess'>
}

/** The input of `authorize`. */
export interface AuthorizeRoleInput extends RoleParams, AssumeRoleRetryParams {
  /** The provider, and for AWS the ARN of your IAM role (`iamAssumedRoleArn`). */
  readonly role: RequestBody<'authorizeGroupCloudProviderAccessRole'>
}

/** The input of `deauthorize`. */
export interface DeauthorizeRoleInput extends RoleParams, DeleteOptions {
  /** The provider of the role. */
  readonly cloudProvider: CloudProvider
}

/**
 * The roles at cloud providers that Atlas may use. Reading requires the role Project Read Only, writing Project Owner.
 * The methods reject as those of `exportBuckets` do.
 */
export interface CloudProviderAccess {
  /** Returns the roles of a project, in a list for each provider. Atlas has no pages here. */
  list(input: ProjectParams): AtlasPromise<CloudProviderAccessRoles>

  /** Returns one role; `providerName` discriminates the union. */
  get(input: RoleParams): AtlasPromise<CloudProviderAccessRole>

  /**
   * Creates a role. Use the response to set up the role at the provider, for example `atlasAWSAccountArn` and
   * `atlasAssumedRoleExternalId` in the trust policy of an IAM role. Then call `authorize`. It is not retried.
   */
  create(input: CreateRoleInput): AtlasPromise<CloudProviderAccessRole>

  /**
   * Verifies that Atlas can use the role, which export buckets require.
   *
   * @throws AtlasApiError 400 `CANNOT_ASSUME_ROLE` when it cannot, also while AWS still propagates the role: set
   *   `retryAssumeRole` to wait
   */
  authorize(input: AuthorizeRoleInput): AtlasPromise<CloudProviderAccessRole>

  /**
   * Removes the role from the project. The role at the provider is not changed.
   *
   * @throws AtlasApiError for an HTTP error, for example while an export bucket uses the role
   */
  deauthorize(input: DeauthorizeRoleInput): AtlasPromise<void>
}

export function createCloudProviderAccess(context: ClientContext): CloudProviderAccess {
  return {
    list: (input) => callOperation(context, 'listGroupCloudProviderAccess', input),
    get: (input) => callOperation(context, 'getGroupCloudProviderAccess', input),
    create: (input) =>
      callOperation(context, 'createGroupCloudProviderAccess', input, { body: input.role }),
    authorize: (input) =>
      withAssumeRoleRetry(input, () =>
        fetchResult(context, 'authorizeGroupCloudProviderAccessRole', input, { body: input.role }),
      ),
    deauthorize: (input) =>
      deleteResource(
        context,
        'deauthorizeGroupCloudProviderAccessRole',
        input,
        'CLOUD_PROVIDER_ACCESS_ROLE_NOT_FOUND',
      ),
  }
}
