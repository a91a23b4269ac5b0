import { tokenPath } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { hashSecret, type ProjectGrant } from '../src/index.ts'
import { memoryStore } from '../src/store/drivers/memory.ts'
import {
  accept,
  basic,
  buckets,
  clientSecret,
  createTestApp,
  groupId,
  id,
  path,
  seedStore,
} from './create-test-app.ts'
import { baseUrl } from './mounting.ts'

const [aws, azure] = buckets
const target = path(aws?._id ?? '')

describe('the log says why credentials were refused', () => {
  test.each([
    ['none', undefined, 'Digest: missing'],
    ['a Digest without qop', 'Digest username="reader"', 'Digest: unsupported'],
    [
      'a forged token',
      'Bearer a.b.c',
      'Bearer: the token has expired, or this server did not issue it',
    ],
  ])('%s', async (_, Authorization, reason) => {
    const testApp = await createTestApp()
    await testApp.request(target, {
      headers: { ...accept(), ...(Authorization && { Authorization }) },
    })
    expect(testApp.log).toMatchObject([{ status: 401, reason }])
  })

  test('a wrong private key', async () => {
    const testApp = await createTestApp()
    const digestFetch = testApp.digestFetch('reader', 'wrong')
    expect((await digestFetch(baseUrl + target, { headers: accept() })).status).toBe(401)
    expect(testApp.log.at(-1)).toMatchObject({ status: 401, reason: 'Digest: wrong-response' })
  })

  test('a token of a service account that has a new secret', async () => {
    const testApp = await createTestApp()
    const headers = { ...accept(), ...(await testApp.bearer()) }
    await testApp.store.saveServiceAccount({ clientId: 'reader', secretHash: 'other', grants: [] })
    expect((await testApp.request(target, { headers })).status).toBe(401)
    expect(testApp.log.at(-1)?.reason).toMatch(/^Bearer: the token was revoked, or/)
  })

  test.each([
    ['Basic unknown', 'nobody', clientSecret, 'Basic: unknown client id'],
    ['Basic wrong', 'reader', 'wrong', 'Basic: wrong client secret'],
  ])('%s', async (_, clientId, secret, reason) => {
    const testApp = await createTestApp()
    const body = new URLSearchParams({ grant_type: 'client_credentials' })
    await testApp.request(tokenPath, { method: 'POST', headers: basic(clientId, secret), body })
    expect(testApp.log).toMatchObject([{ status: 401, errorCode: 'invalid_client', reason }])
  })
})

describe('the log says which part of a grant refused', () => {
  const getLoggedReason = async (grant: Partial<ProjectGrant>, requestTarget = target) => {
    const store = await seedStore(memoryStore())
    const testApp = await createTestApp({ store })
    await store.saveServiceAccount({
      clientId: 'reader',
      secretHash: hashSecret(clientSecret),
      grants: [{ groupId, roles: ['GROUP_READ_ONLY'], ...grant }],
    })
    await testApp.get(requestTarget)
    return testApp.log.at(-1)
  }

  test('the role', async () => {
    expect(await getLoggedReason({ roles: ['GROUP_BACKUP_MANAGER'] })).toMatchObject({
      status: 401,
      reason:
        'role: getGroupBackupExportBucket needs GROUP_READ_ONLY, the grant has GROUP_BACKUP_MANAGER',
    })
  })

  test('the project', async () => {
    expect(await getLoggedReason({}, path(aws?._id ?? '', id('1')))).toMatchObject({
      status: 404,
      reason: 'role: the credentials have none in this project',
    })
  })

  test('the operations', async () => {
    expect(await getLoggedReason({ operations: ['listGroupBackupExportBuckets'] })).toMatchObject({
      status: 403,
      reason: 'grant: limited to other operations',
    })
  })

  test('the buckets', async () => {
    expect(await getLoggedReason({ exportBucketIds: azure ? [azure._id] : [] })).toMatchObject({
      status: 403,
      reason: 'grant: limited to other buckets',
    })
  })
})

test('a request that is let through has no reason in the log', async () => {
  const testApp = await createTestApp()
  expect((await testApp.get(target)).status).toBe(200)
  for (const entry of testApp.log) expect(entry).not.toHaveProperty('reason')
})
