/**
 * The requests of Terraform's provider (terraform-provider-mongodbatlas, resource
 * `mongodbatlas_cloud_backup_snapshot_export_bucket`), in its order and with the headers and queries of its Go SDK.
 */
import { ExportBucket, operationPath, operations } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { clusters, createTestApp, groupId, roleIds, type TestApp } from './create-test-app.ts'

/** The attributes of the resource. Attributes that the configuration omits are computed. */
interface Resource {
  readonly cloud_provider: string
  readonly bucket_name: string
  readonly iam_role_id?: string
  readonly role_id?: string
  readonly service_url?: string
  readonly tenant_id?: string
}

const collection = operationPath(operations.createGroupBackupExportBucket, { groupId })
const mediaType = 'application/vnd.atlas.2024-05-30+json'

/** The provider, with the credentials of a service account. */
class Provider {
  readonly #testApp: TestApp

  constructor(testApp: TestApp) {
    this.#testApp = testApp
  }

  async #send(method: string, target: string, type: string, body?: object): Promise<Response> {
    return this.#testApp.request(target, {
      method,
      headers: {
        ...(await this.#testApp.bearer('owner')),
        Accept: type,
        'User-Agent': 'terraform-provider-mongodbatlas/2.0.0 Terraform/1.13.0',
        ...(body && { 'Content-Type': type }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
  }

  /** `terraform apply`: creates the bucket and reads it back. */
  async create(resource: Resource): Promise<string> {
    const { cloud_provider, bucket_name, iam_role_id, role_id, service_url, tenant_id } = resource
    const createResponse = await this.#send('POST', collection, mediaType, {
      bucketName: bucket_name,
      cloudProvider: cloud_provider,
      iamRoleId: iam_role_id,
      roleId: role_id,
      serviceUrl: service_url,
      tenantId: tenant_id,
    })
    expect(createResponse.status).toBe(200)
    const { _id } = ExportBucket.parse(await createResponse.json())
    expect(await this.readResource(_id)).toMatchObject(resource)
    return _id
  }

  /** `terraform plan` and `terraform import`: reads the state of the resource, or `undefined` when it is missing. */
  async readResource(exportBucketId: string): Promise<Partial<Resource> | undefined> {
    const response = await this.#send('GET', `${collection}/${exportBucketId}`, mediaType)
    if (response.status === 404) return undefined
    expect(response.status).toBe(200)
    const body = await response.json()
    return {
      cloud_provider: body.cloudProvider,
      bucket_name: body.bucketName,
      ...(body.iamRoleId && { iam_role_id: body.iamRoleId }),
      ...(body.roleId && { role_id: body.roleId }),
      ...(body.serviceUrl && { service_url: body.serviceUrl }),
      ...(body.tenantId && { tenant_id: body.tenantId }),
    }
  }

  /** `terraform destroy`: deletes the bucket, then lists clusters that still export to it. A 404 for that list is a failure. */
  async destroy(exportBucketId: string): Promise<void> {
    const deleteResponse = await this.#send(
      'DELETE',
      `${collection}/${exportBucketId}`,
      'application/vnd.atlas.2023-01-01+json',
    )
    expect(deleteResponse.status).toBe(204)
    const query =
      'includeCount=true&includeDeletedWithRetainedBackups=false&itemsPerPage=100&pageNum=1'
    const clustersPath = operationPath(operations.listGroupClusters, { groupId })
    const listResponse = await this.#send(
      'GET',
      `${clustersPath}?${query}`,
      'application/vnd.atlas.2024-08-05+json',
    )
    expect(listResponse.status).toBe(200)
    const { results } = await listResponse.json()
    expect(results).toHaveLength(clusters.length)
  }
}

const service_url = 'https://examplestorageaccount.blob.core.windows.net/examplecontainer'
const resources: readonly Resource[] = [
  { cloud_provider: 'AWS', bucket_name: 'export-bucket', iam_role_id: roleIds.AWS },
  {
    cloud_provider: 'AZURE',
    bucket_name: 'examplecontainer',
    role_id: roleIds.AZURE,
    service_url,
    tenant_id: '4297fc77-1592-4de8-a6d5-a8c32401df87',
  },
  { cloud_provider: 'AZURE', bucket_name: 'examplecontainer', role_id: roleIds.AZURE, service_url },
  { cloud_provider: 'GCP', bucket_name: 'export-bucket', role_id: roleIds.GCP },
]

describe('Terraform', () => {
  test.each(resources)(
    'a resource is created, planned without a change, imported and destroyed: %j',
    async (resource) => {
      const provider = new Provider(await createTestApp())
      const id = await provider.create(resource)
      const state = await provider.readResource(id)
      // A plan shows a change for each configured attribute that differs from the state.
      expect(state).toMatchObject(resource)
      expect(await provider.readResource(id), 'a second plan, and an import').toEqual(state)
      await provider.destroy(id)
      expect(await provider.readResource(id)).toBeUndefined()
    },
  )
})
