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

describe('the reason in the log for rejected credentials', () => {
  test.each([
    ['a missing Authorization header', undefined, 'Digest: missing'],
    ['a Digest without qop', 'Digest username="reader"', 'Digest: unsupported'],
    [
      'a forged token',
      'Bearer a.b.c',
      'Bearer: the token has expired, or this server did not issue it',
    ],
  ])('%s is logged', async (_, Authorization, reason) => {
    const testApp = await createTestApp()
    await testApp.request(target, {
      headers: { ...accept(), ...(Authorization && { Authorization }) },
    })
    expect(testApp.log).toMatchObject([{ status: 401, reason }])
  })

  test('a wrong private key is logged', async () => {
    const testApp = await createTestApp()
    const digestFetch = testApp.digestFetch('reader', 'wrong')
    expect((await digestFetch(baseUrl + target, { headers: accept() })).status).toBe(401)
    expect(testApp.log.at(-1)).toMatchObject({ status: 401, reason: 'Digest: wrong-response' })
  })

  test('a token issued for an old secret is logged', async () => {
    const testApp = await createTestApp()
    const headers = { ...accept(), ...(await testApp.bearer()) }
    await testApp.store.saveServiceAccount({ clientId: 'reader', secretHash: 'other', grants: [] })
    expect((await testApp.request(target, { headers })).status).toBe(401)
    expect(testApp.log.at(-1)?.reason).toMatch(/^Bearer: the token was revoked, or/)
  })

  test.each([
    ['an unknown client id', 'nobody', clientSecret, 'Basic: unknown client id'],
    ['a wrong client secret', 'reader', 'wrong', 'Basic: wrong client secret'],
  ])('%s is logged', async (_, clientId, secret, reason) => {
    const testApp = await createTestApp()
    const body = new URLSearchParams({ grant_type: 'client_credentials' })
    await testApp.request(tokenPath, { method: 'POST', headers: basic(clientId, secret), body })
    expect(testApp.log).toMatchObject([{ status: 401, errorCode: 'invalid_client', reason }])
  })
})

describe('the reason in the log for a request that a grant does not allow', () => {
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

  test('the log names the required role', async () => {
    expect(await getLoggedReason({ roles: ['GROUP_BACKUP_MANAGER'] })).toMatchObject({
      status: 401,
      reason:
        'role: getGroupBackupExportBucket needs GROUP_READ_ONLY, the grant has GROUP_BACKUP_MANAGER',
    })
  })

  test('the log says that the credentials have no role in the project', async () => {
    expect(await getLoggedReason({}, path(aws?._id ?? '', id('1')))).toMatchObject({
      status: 404,
      reason: 'role: the credentials have no role in this project',
    })
  })

  test('the log says that the grant is limited to other operations', async () => {
    expect(await getLoggedReason({ operations: ['listGroupBackupExportBuckets'] })).toMatchObject({
      status: 403,
      reason: 'grant: limited to other operations',
    })
  })

  test('the log says that the grant is limited to other buckets', async () => {
    expect(await getLoggedReason({ exportBucketIds: azure ? [azure._id] : [] })).toMatchObject({
      status: 403,
      reason: 'grant: limited to other buckets',
    })
  })
})

test('an accepted request has no reason in the log', async () => {
  const testApp = await createTestApp()
  expect((await testApp.get(target)).status).toBe(200)
  for (const entry of testApp.log) expect(entry).not.toHaveProperty('reason')
})
