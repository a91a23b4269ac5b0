import { describe, expect, test } from 'vitest'
import { callOperation, type OperationResult } from './call-operation.ts'
import { buckets, createTestApp, groupId, id, roleIds, type TestApp } from './create-test-app.ts'

const arn = 'arn:aws:iam::123456789012:role/atlas-export'
const azureIds = {
  atlasAzureAppId: '9f2deb0d-be22-4524-a403-df531868bac0',
  servicePrincipalId: '00000000-0000-4000-8000-000000000001',
  tenantId: '00000000-0000-4000-8000-000000000002',
}

const create = (testApp: TestApp, body: object): Promise<OperationResult> =>
  callOperation(testApp, 'createGroupCloudProviderAccess', { body })

const authorize = (testApp: TestApp, roleId: string, body: object): Promise<OperationResult> =>
  callOperation(testApp, 'authorizeGroupCloudProviderAccessRole', { path: { roleId }, body })

const get = (testApp: TestApp, roleId: string): Promise<OperationResult> =>
  callOperation(testApp, 'getGroupCloudProviderAccess', { path: { roleId } })

const deauthorize = (
  testApp: TestApp,
  cloudProvider: string,
  roleId: string,
): Promise<OperationResult> =>
  callOperation(testApp, 'deauthorizeGroupCloudProviderAccessRole', {
    path: { cloudProvider, roleId },
  })

const createdDate = '2026-11-24T12:00:00Z'

describe('a new role', () => {
  test('a role of AWS has null for what its authorization sets', async () => {
    const testApp = await createTestApp()
    const { status, body } = await create(testApp, { providerName: 'AWS' })
    expect(status).toBe(200)
    expect(body).toEqual({
      atlasAWSAccountArn: expect.stringMatching(/^arn:aws:iam::\d{12}:root$/),
      atlasAssumedRoleExternalId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      authorizedDate: null,
      createdDate,
      featureUsages: [],
      iamAssumedRoleArn: null,
      providerName: 'AWS',
      roleId: expect.stringMatching(/^[0-9a-f]{24}$/),
    })
    expect((await get(testApp, String(body['roleId']))).body).toEqual(body)
  })

  test('a role of Azure has _id and the ids of the request', async () => {
    const testApp = await createTestApp()
    const { body } = await create(testApp, { providerName: 'AZURE', ...azureIds })
    expect(body).toEqual({
      _id: expect.stringMatching(/^[0-9a-f]{24}$/),
      ...azureIds,
      createdDate,
      featureUsages: [],
      lastUpdatedDate: createdDate,
      providerName: 'AZURE',
    })
    expect((await get(testApp, String(body['_id']))).body).toEqual(body)
  })

  test('a role of Google Cloud gets its service account once it has propagated', async () => {
    const testApp = await createTestApp({ simulation: { roleSeconds: 30 } })
    const { body } = await create(testApp, { providerName: 'GCP' })
    expect(body).toMatchObject({ gcpServiceAccountForAtlas: null, status: 'IN_PROGRESS' })
    testApp.clock.now += 30_000
    expect((await get(testApp, String(body['roleId']))).body).toEqual({
      ...body,
      gcpServiceAccountForAtlas: expect.stringMatching(/^mongodb-atlas-.+gserviceaccount\.com$/),
      status: 'COMPLETE',
    })
  })

  test('a provider that does not exist gets 400', async () => {
    const { status, body } = await create(await createTestApp(), { providerName: 'IBM' })
    expect(status).toBe(400)
    expect(body).toMatchObject({ errorCode: 'INVALID_ENUM_VALUE', parameters: ['IBM'] })
  })
})

describe('the roles of a project', () => {
  test('the list has one array for each provider and the buckets that use each role', async () => {
    const { body } = await callOperation(await createTestApp(), 'listGroupCloudProviderAccess')
    const usageOf = (index: number) => [
      {
        featureId: { exportBucketId: buckets[index]?._id, groupId },
        featureType: 'EXPORT_SNAPSHOT',
      },
    ]
    expect(body).toEqual({
      awsIamRoles: [expect.objectContaining({ featureUsages: usageOf(0), roleId: roleIds.AWS })],
      azureServicePrincipals: [
        expect.objectContaining({ _id: roleIds.AZURE, featureUsages: usageOf(1) }),
      ],
      gcpServiceAccounts: [
        expect.objectContaining({ featureUsages: usageOf(2), roleId: roleIds.GCP }),
      ],
    })
  })

  test.each(['nope', id('9'), 'D'.repeat(24)])('the role %s does not exist', async (roleId) => {
    const { status, body } = await get(await createTestApp(), roleId)
    expect(status).toBe(404)
    expect(body).toMatchObject({
      errorCode: 'CLOUD_PROVIDER_ACCESS_ROLE_NOT_FOUND',
      parameters: [roleId],
    })
  })

  test('reading needs Project Read Only, and writing needs Project Owner', async () => {
    const testApp = await createTestApp()
    const list = 'listGroupCloudProviderAccess'
    expect((await callOperation(testApp, list, { caller: 'reader' })).status).toBe(200)
    const call = { caller: 'manager', body: { providerName: 'AWS' } } as const
    expect((await callOperation(testApp, 'createGroupCloudProviderAccess', call)).status).toBe(401)
  })
})

describe('the authorization of a role', () => {
  test('a role of AWS gets the ARN and the date', async () => {
    const testApp = await createTestApp()
    const { body: role } = await create(testApp, { providerName: 'AWS' })
    testApp.clock.now += 60_000
    const request = { providerName: 'AWS', iamAssumedRoleArn: arn }
    const { status, body } = await authorize(testApp, String(role['roleId']), request)
    expect(status).toBe(200)
    expect(body).toEqual({
      ...role,
      authorizedDate: '2026-11-24T12:01:00Z',
      iamAssumedRoleArn: arn,
    })
  })

  test('a role of Azure gets the ids and the date of the last update', async () => {
    const testApp = await createTestApp()
    const { body: role } = await create(testApp, { providerName: 'AZURE' })
    testApp.clock.now += 60_000
    const request = { providerName: 'AZURE', ...azureIds }
    const { body } = await authorize(testApp, String(role['_id']), request)
    expect(body).toEqual({ ...role, ...azureIds, lastUpdatedDate: '2026-11-24T12:01:00Z' })
  })

  test('a role of Google Cloud needs none, and stays as it is', async () => {
    const testApp = await createTestApp()
    const { body: role } = await create(testApp, { providerName: 'GCP' })
    const { body } = await authorize(testApp, String(role['roleId']), { providerName: 'GCP' })
    expect(body).toEqual(role)
  })

  test('the ARN cannot be assumed until the role has propagated', async () => {
    const testApp = await createTestApp({ simulation: { roleSeconds: 10 } })
    const { body: role } = await create(testApp, { providerName: 'AWS' })
    const request = { providerName: 'AWS', iamAssumedRoleArn: arn }
    testApp.clock.now += 9999
    const early = await authorize(testApp, String(role['roleId']), request)
    expect(early.status).toBe(400)
    expect(early.body).toMatchObject({ errorCode: 'CANNOT_ASSUME_ROLE', parameters: [arn] })
    testApp.clock.now += 1
    expect((await authorize(testApp, String(role['roleId']), request)).status).toBe(200)
  })

  test('a bucket can use an AWS role after another half of its time', async () => {
    const testApp = await createTestApp({ simulation: { roleSeconds: 10 } })
    const { body: role } = await create(testApp, { providerName: 'AWS' })
    const roleId = String(role['roleId'])
    testApp.clock.now += 10_000
    await authorize(testApp, roleId, { providerName: 'AWS', iamAssumedRoleArn: arn })
    const body = { cloudProvider: 'AWS', bucketName: 'backups', iamRoleId: roleId }
    const createBucket = () => callOperation(testApp, 'createGroupBackupExportBucket', { body })
    testApp.clock.now += 4999
    const early = { errorCode: 'CANNOT_ASSUME_ROLE', parameters: [roleId] }
    expect((await createBucket()).body).toMatchObject(early)
    testApp.clock.now += 1
    expect((await createBucket()).status).toBe(200)
  })

  test('the simulation of a project takes precedence over the one of the app', async () => {
    const testApp = await createTestApp({ simulation: { roleSeconds: 10 } })
    const simulation = { snapshotSeconds: 4, exportSeconds: 6, roleSeconds: 0 }
    await testApp.store.saveResource({ kind: 'simulation', groupId, id: '' }, simulation)
    const { body: role } = await create(testApp, { providerName: 'AWS' })
    const request = { providerName: 'AWS', iamAssumedRoleArn: arn }
    expect((await authorize(testApp, String(role['roleId']), request)).status).toBe(200)
  })

  test('the provider of the request must be that of the role', async () => {
    const request = { providerName: 'GCP' }
    const { status, body } = await authorize(await createTestApp(), roleIds.AWS, request)
    expect(status).toBe(400)
    expect(body).toMatchObject({
      errorCode: 'VALIDATION_ERROR',
      parameters: ['providerName is GCP, the role is of AWS'],
    })
  })

  test('a missing role is found before the body is read', async () => {
    expect((await authorize(await createTestApp(), id('9'), {})).status).toBe(404)
  })
})

describe('the deauthorization of a role', () => {
  test('a role that no bucket uses is removed', async () => {
    const testApp = await createTestApp()
    const { body: role } = await create(testApp, { providerName: 'GCP' })
    const roleId = String(role['roleId'])
    expect((await deauthorize(testApp, 'GCP', roleId)).status).toBe(204)
    expect((await get(testApp, roleId)).status).toBe(404)
    expect((await deauthorize(testApp, 'GCP', roleId)).status).toBe(404)
  })

  test('a role that a bucket uses is kept until the bucket is deleted', async () => {
    const testApp = await createTestApp()
    const { status, body } = await deauthorize(testApp, 'AWS', roleIds.AWS)
    expect(status).toBe(400)
    expect(body).toMatchObject({
      errorCode: 'CLOUD_PROVIDER_ACCESS_ROLE_IN_USE',
      parameters: [roleIds.AWS],
    })
    const path = { exportBucketId: String(buckets[0]?._id) }
    await callOperation(testApp, 'deleteGroupBackupExportBucket', { path })
    expect((await deauthorize(testApp, 'AWS', roleIds.AWS)).status).toBe(204)
  })

  test('a role is not found under another provider', async () => {
    const { status, body } = await deauthorize(await createTestApp(), 'GCP', roleIds.AWS)
    expect(status).toBe(404)
    expect(body).toMatchObject({ errorCode: 'CLOUD_PROVIDER_ACCESS_ROLE_NOT_FOUND' })
  })

  test('a provider that does not exist gets 400 INVALID_PROVIDER', async () => {
    const { status, body } = await deauthorize(await createTestApp(), 'IBM', roleIds.AWS)
    expect(status).toBe(400)
    expect(body).toMatchObject({ errorCode: 'INVALID_PROVIDER', parameters: ['IBM'] })
  })
})
