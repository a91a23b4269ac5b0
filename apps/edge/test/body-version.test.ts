import { type ApiVersion, operationPath, operations, vendorMediaType } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { accept, createTestApp, groupId, roleIds, type TestApp } from './create-test-app.ts'

const list = operationPath(operations.createGroupBackupExportBucket, { groupId })
const aws = { bucketName: 'export-bucket', cloudProvider: 'AWS', iamRoleId: roleIds.AWS }
const gcp = { bucketName: 'export-bucket', cloudProvider: 'GCP', roleId: roleIds.GCP }
const serviceUrl = 'https://examplestorageaccount.blob.core.windows.net/examplecontainer'
const azure = { cloudProvider: 'AZURE', roleId: roleIds.AZURE, serviceUrl }

/** Creates a bucket with a body in one version and a response in another. */
async function create(
  testApp: TestApp,
  body: object,
  bodyVersion: ApiVersion,
  acceptVersion: ApiVersion,
) {
  const headers = {
    ...(await testApp.bearer('manager')),
    ...accept(acceptVersion),
    'Content-Type': vendorMediaType(bodyVersion),
  }
  return testApp.request(list, { method: 'POST', headers, body: JSON.stringify(body) })
}

describe('a body in a newer version than the response', () => {
  test.each([gcp, azure])(
    'a body whose provider the response version lacks is rejected: %j',
    async (body) => {
      const testApp = await createTestApp()
      const response = await create(testApp, body, '2024-05-30', '2023-11-15')
      expect(response.status).toBe(400)
      const description = expect.stringMatching(/^expected AWS, got /)
      expect(await response.json()).toMatchObject({
        error: 400,
        badRequestDetail: {
          fields: expect.arrayContaining([{ field: 'cloudProvider', description }]),
        },
      })
      const all = await (await testApp.get(list, accept(), 'owner')).json()
      expect(all).toHaveProperty('totalCount', 3)
    },
  )

  test('a body whose provider the response version has is accepted', async () => {
    expect((await create(await createTestApp(), aws, '2024-05-30', '2023-11-15')).status).toBe(200)
  })
})

test('a body may use a version past its sunset, but a response may not', async () => {
  const testApp = await createTestApp()
  testApp.clock.now = Date.parse('2027-07-02T00:00:00Z')
  expect((await create(testApp, aws, '2023-01-01', '2024-05-30')).status).toBe(200)
  expect((await create(testApp, aws, '2023-01-01', '2023-01-01')).status).toBe(410)
})
