import {
  accessRoleId,
  type CloudProviderAccessRole,
  operationPath,
  operations,
  vendorMediaType,
} from '@export-buckets/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  accept,
  createTestApp,
  groupId,
  id,
  path,
  roleIds,
  roles,
  type TestApp,
} from './create-test-app.ts'
import { baseUrl } from './mounting.ts'

const list = operationPath(operations.createGroupBackupExportBucket, { groupId })
const serviceUrl = 'https://examplestorageaccount.blob.core.windows.net/examplecontainer'
const aws = { bucketName: 'export-bucket', cloudProvider: 'AWS', iamRoleId: roleIds.AWS }
const azure = { cloudProvider: 'AZURE', roleId: roleIds.AZURE, serviceUrl }
const gcp = { bucketName: 'export-bucket', cloudProvider: 'GCP', roleId: roleIds.GCP }

async function create(
  testApp: TestApp,
  body: unknown,
  headers: Record<string, string> = {},
  name: 'manager' | 'reader' = 'manager',
) {
  return testApp.request(list, {
    method: 'POST',
    headers: {
      ...(await testApp.bearer(name)),
      ...accept(),
      'Content-Type': vendorMediaType('2024-05-30'),
      ...headers,
    },
    body: body instanceof ArrayBuffer || typeof body === 'string' ? body : JSON.stringify(body),
  })
}

const [awsRole, azureRole, gcpRole] = roles

/** Replaces a role of the project. */
async function saveRole(testApp: TestApp, role: unknown, assumableAt = 0): Promise<void> {
  const parsed: CloudProviderAccessRole = JSON.parse(JSON.stringify(role))
  const key = { kind: 'role', groupId, id: accessRoleId(parsed) } as const
  await testApp.store.saveResource(key, { role: parsed, assumableAt })
}

describe('createGroupBackupExportBucket', () => {
  test.each([
    [aws, { ...aws, requirePrivateNetworking: false }],
    [
      { ...aws, requirePrivateNetworking: true },
      { ...aws, requirePrivateNetworking: true },
    ],
    [azure, { ...azure, bucketName: 'examplecontainer' }],
    [gcp, gcp],
  ])('a valid body creates a bucket: %j', async (request, expected) => {
    const testApp = await createTestApp()
    const response = await create(testApp, request)
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toContain('2024-05-30')
    const { _id, tenantId, ...createdBucket } = await response.json()
    expect(createdBucket).toEqual(expected)
    expect(_id).toMatch(/^[0-9a-f]{24}$/)
    if (request.cloudProvider === 'AZURE') expect(tenantId).toMatch(/^[0-9a-f-]{36}$/)
    const storedBucket = await (await testApp.get(path(_id), accept(), 'owner')).json()
    const region = request.cloudProvider === 'AWS' ? { region: 'us-east-1' } : {}
    expect(storedBucket).toEqual({
      _id,
      ...(tenantId && { tenantId }),
      ...createdBucket,
      ...region,
    })
  })

  test('the tenant of an Azure bucket is that of its role, whatever the request says', async () => {
    const testApp = await createTestApp()
    const tenantId = '00000000-0000-4000-8000-000000000000'
    expect(await (await create(testApp, { ...azure, tenantId })).json()).toMatchObject({
      tenantId: '4297fc77-1592-4de8-a6d5-a8c32401df87',
    })
  })

  test('the tenant id of a request is stored when the role has none', async () => {
    const testApp = await createTestApp()
    await saveRole(testApp, { ...azureRole, tenantId: undefined })
    const tenantId = '00000000-0000-4000-8000-000000000000'
    const createdBucket = await (await create(testApp, { ...azure, tenantId })).json()
    expect(createdBucket).toMatchObject({ tenantId })
    expect(await (await testApp.get(path(createdBucket._id), accept(), 'owner')).json()).toEqual(
      createdBucket,
    )
  })

  test.each([
    ['does not exist', { iamRoleId: id('9') }, { roleId: id('9') }, { roleId: id('9') }],
    [
      'is of another provider',
      { iamRoleId: roleIds.AZURE },
      { roleId: roleIds.GCP },
      { roleId: roleIds.AWS },
    ],
  ])('a role that %s causes 400 CANNOT_ASSUME_ROLE with its id', async (_, ...roleFields) => {
    const testApp = await createTestApp()
    for (const [index, request] of [aws, azure, gcp].entries()) {
      const roleField = roleFields[index]
      const response = await create(testApp, { ...request, ...roleField })
      expect(response.status).toBe(400)
      const [roleId] = Object.values(roleField ?? {})
      expect(await response.json()).toMatchObject({
        detail: `Atlas cannot assume the specified role (${roleId}).`,
        errorCode: 'CANNOT_ASSUME_ROLE',
        parameters: [roleId],
      })
    }
    expect(await (await testApp.get(list)).json()).toMatchObject({ totalCount: 3 })
  })

  test.each([
    [aws, { ...awsRole, authorizedDate: null, iamAssumedRoleArn: null }, roleIds.AWS],
    [azure, { ...azureRole, lastUpdatedDate: undefined }, roleIds.AZURE],
    [gcp, { ...gcpRole, status: 'NOT_INITIATED' }, roleIds.GCP],
  ])('a role that is not authorized causes 400 with its id: %j', async (request, role, roleId) => {
    const testApp = await createTestApp()
    await saveRole(testApp, role)
    const response = await create(testApp, request)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({
      detail: `The specified Cloud Provider Access role (${roleId}) has not been authorized.`,
      errorCode: 'CLOUD_PROVIDER_ACCESS_ROLE_NOT_AUTHORIZED',
      parameters: [roleId],
    })
  })

  test('an authorized role that has not propagated causes 400 CANNOT_ASSUME_ROLE', async () => {
    const testApp = await createTestApp()
    await saveRole(testApp, awsRole, testApp.clock.now + 1)
    const response = await create(testApp, aws)
    expect(await response.json()).toMatchObject({ errorCode: 'CANNOT_ASSUME_ROLE' })
    testApp.clock.now += 1
    expect((await create(testApp, aws)).status).toBe(200)
  })

  test('the region, and the tenant id that nothing else has, come from the cloud metadata', async () => {
    const cloud = {
      region: () => 'eu-north-1',
      tenantId: () => '4297fc77-1592-4de8-a6d5-a8c32401df87',
    }
    const testApp = await createTestApp({ cloud })
    await saveRole(testApp, { ...azureRole, tenantId: undefined })
    expect(await (await create(testApp, azure)).json()).toMatchObject({
      tenantId: cloud.tenantId(),
    })
    const { _id } = await (await create(testApp, aws)).json()
    expect(await (await testApp.get(path(_id), accept(), 'owner')).json()).toMatchObject({
      region: 'eu-north-1',
    })
  })

  test('two buckets with equal bodies get different ids', async () => {
    const testApp = await createTestApp()
    const [a, b] = [
      await (await create(testApp, gcp)).json(),
      await (await create(testApp, gcp)).json(),
    ]
    expect(a._id).not.toBe(b._id)
  })

  test('the caller needs Project Backup Manager', async () => {
    const response = await create(await createTestApp(), aws, {}, 'reader')
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ errorCode: 'USER_UNAUTHORIZED' })
  })

  test('a create request may use Digest authentication', async () => {
    const testApp = await createTestApp()
    const response = await testApp.digestFetch('manager')(`${baseUrl}${list}`, {
      method: 'POST',
      headers: { ...accept(), 'Content-Type': vendorMediaType('2024-05-30') },
      body: JSON.stringify(gcp),
    })
    expect(response.status).toBe(200)
  })
})

describe('an invalid body', () => {
  test('the error has the code of the first violation and lists all violations', async () => {
    const response = await create(await createTestApp(), {
      cloudProvider: 'AWS',
      iamRoleId: 7,
      x: 1,
    })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({
      detail: 'The required attribute bucketName was not specified.',
      errorCode: 'MISSING_ATTRIBUTE',
      parameters: ['bucketName'],
      badRequestDetail: {
        fields: [
          { field: 'bucketName', description: 'missing' },
          { field: 'iamRoleId', description: expect.stringContaining('got number') },
          { field: 'x', description: 'unknown field' },
        ],
      },
    })
  })

  test('an invalid bucket name alone has its own error code', async () => {
    const response = await create(await createTestApp(), { ...aws, bucketName: 'Bad_Name' })
    expect(await response.json()).toMatchObject({
      detail: 'Export Bucket name is invalid.',
      errorCode: 'EXPORT_BUCKET_NAME_INVALID',
      badRequestDetail: { fields: [{ field: 'bucketName' }] },
    })
  })

  test('before 2024-05-30, a body may describe an AWS bucket only', async () => {
    const oldVersionHeaders = {
      'Content-Type': vendorMediaType('2023-11-15'),
      ...accept('2023-11-15'),
    }
    expect((await create(await createTestApp(), aws, oldVersionHeaders)).status).toBe(200)
    expect((await create(await createTestApp(), gcp, oldVersionHeaders)).status).toBe(400)
  })

  test.each([
    ['invalid JSON', '{'],
    ['no content', ''],
    ['a duplicate key', '{"cloudProvider":"AWS","cloudProvider":"GCP"}'],
    ['a duplicate key that is escaped once', '{"cloudProvider":"AWS","\\u0063loudProvider":"GCP"}'],
    ['a prototype key', '{"__proto__":{"bucketName":"x"}}'],
    ['deep nesting', `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`],
    ['invalid UTF-8', Uint8Array.of(0x22, 0xff, 0x22).buffer],
  ])('a body with %s gets 400 MALFORMED_JSON with a reason', async (_, body) => {
    const response = await create(await createTestApp(), body)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({
      detail: 'Received JSON is malformed.',
      errorCode: 'MALFORMED_JSON',
      parameters: [],
      badRequestDetail: { fields: [{ description: expect.stringMatching(/./), field: '' }] },
    })
  })

  test.each(['null', '[]', '"text"'])(
    'the body %s, which is not an object, gets 400',
    async (body) => {
      const response = await create(await createTestApp(), body)
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({ errorCode: 'VALIDATION_ERROR' })
    },
  )

  test('invalid UTF-8 is rejected, not replaced', async () => {
    const body = Buffer.from(JSON.stringify(aws).replace('export-bucket', 'b\xff'), 'latin1')
    const response = await create(await createTestApp(), Uint8Array.from(body).buffer)
    expect(await response.json()).toMatchObject({
      error: 400,
      badRequestDetail: { fields: [{ description: 'invalid UTF-8' }] },
    })
  })

  test.each([
    'application/json',
    'application/json; charset=UTF-8',
    'APPLICATION/JSON',
    'text/json',
    'application/merge-patch+json',
  ])('a body of type %s is read in the version of the Accept header', async (type) => {
    const testApp = await createTestApp()
    const headers = { 'Content-Type': type }
    expect((await create(testApp, gcp, headers)).status).toBe(200)
    const oldVersionResponse = await create(testApp, gcp, { ...headers, ...accept('2023-11-15') })
    expect(oldVersionResponse.status).toBe(400)
    expect(await oldVersionResponse.json()).toMatchObject({
      badRequestDetail: { fields: [{ field: 'cloudProvider' }, {}, {}] },
    })
  })

  test.each([
    'application/vnd.atlas.2022-01-01+json',
    'application/vnd.atlas.2024-13-45+json',
    'application/vnd.atlas.preview+json',
  ])('the media type %s names no version of the operation and gets 406', async (type) => {
    const response = await create(await createTestApp(), aws, { 'Content-Type': type })
    expect(response.status).toBe(406)
    expect(await response.json()).toMatchObject({ errorCode: 'INVALID_VERSION_DATE' })
  })

  test.each([
    ['text/plain', {}],
    ['application/x-www-form-urlencoded', {}],
    ['application/jsonp', {}],
    ['', {}],
    ['application/json;charset=latin1', {}],
    ['application/vnd.atlas.2024-05-30+json;charset=latin1', {}],
    ['application/vnd.atlas.2024-05-30+json;charset=utf-8859', {}],
    ['application/vnd.atlas.2024-05-30+json;x-charset=utf-8', {}],
    ['application/vnd.atlas.2024-05-30+json', { 'Content-Encoding': 'gzip' }],
  ])('the Content-Type "%s" with the headers %j gets 415', async (type, headers) => {
    const response = await create(await createTestApp(), aws, { 'Content-Type': type, ...headers })
    expect(response.status).toBe(415)
    expect(await response.json()).toMatchObject({ errorCode: 'UNSUPPORTED_MEDIA_TYPE' })
  })

  test('charset=utf-8 is accepted', async () => {
    const type = 'application/vnd.atlas.2024-05-30+json ; charset="UTF-8"'
    expect((await create(await createTestApp(), aws, { 'Content-Type': type })).status).toBe(200)
  })

  test('a body of more than 16 KiB gets 413', async () => {
    const response = await create(await createTestApp(), { ...aws, bucketName: 'x'.repeat(20_000) })
    expect(response.status).toBe(413)
    expect(await response.json()).toMatchObject({
      errorCode: 'CONTENT_TOO_LARGE',
      parameters: ['16384'],
    })
  })

  test('any invalid body gets a documented error and creates nothing', async () => {
    const testApp = await createTestApp({ rateLimit: { capacity: 1e6, refill: 1e6, seconds: 1 } })
    const fields = fc.dictionary(
      fc.constantFrom('cloudProvider', 'bucketName', 'roleId', 'x'),
      fc.anything(),
    )
    const text = fc.oneof(
      fc.json(),
      fc.string(),
      fields.map((field) => JSON.stringify(field) ?? ''),
    )
    await fc.assert(
      fc.asyncProperty(text, async (body) => {
        const response = await create(testApp, body)
        expect([400, 413]).toContain(response.status)
        expect(await response.json()).toMatchObject({ errorCode: expect.any(String) })
      }),
    )
    expect(await (await testApp.get(list, accept(), 'owner')).json()).toMatchObject({
      totalCount: 3,
    })
  })
})
