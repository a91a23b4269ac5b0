import { tokenPath } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { type ProjectGrant, secretHash } from '../src/index.ts'
import { memoryStore } from '../src/store/memory.ts'
import { baseUrl } from './mounting.ts'
import { accept, basic, buckets, clientSecret, fill, groupId, id, path, world } from './world.ts'

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
    const w = await world()
    await w.request(target, { headers: { ...accept(), ...(Authorization && { Authorization }) } })
    expect(w.log).toMatchObject([{ status: 401, reason }])
  })

  test('a wrong private key', async () => {
    const w = await world()
    const digestFetch = w.digestFetch('reader', 'wrong')
    expect((await digestFetch(baseUrl + target, { headers: accept() })).status).toBe(401)
    expect(w.log.at(-1)).toMatchObject({ status: 401, reason: 'Digest: wrong-response' })
  })

  test('a token of a service account that has a new secret', async () => {
    const w = await world()
    const headers = { ...accept(), ...(await w.bearer()) }
    await w.store.saveServiceAccount({ clientId: 'reader', secretHash: 'other', grants: [] })
    expect((await w.request(target, { headers })).status).toBe(401)
    expect(w.log.at(-1)?.reason).toMatch(/^Bearer: the token was revoked, or/)
  })

  test.each([
    ['Basic unknown', 'nobody', clientSecret, 'Basic: unknown client id'],
    ['Basic wrong', 'reader', 'wrong', 'Basic: wrong client secret'],
  ])('%s', async (_, clientId, secret, reason) => {
    const w = await world()
    const body = new URLSearchParams({ grant_type: 'client_credentials' })
    await w.request(tokenPath, { method: 'POST', headers: basic(clientId, secret), body })
    expect(w.log).toMatchObject([{ status: 401, errorCode: 'invalid_client', reason }])
  })
})

describe('the log says which part of a grant refused', () => {
  const refused = async (grant: Partial<ProjectGrant>, asked = target) => {
    const store = await fill(memoryStore())
    const w = await world({ store })
    await store.saveServiceAccount({
      clientId: 'reader',
      secretHash: secretHash(clientSecret),
      grants: [{ groupId, roles: ['GROUP_READ_ONLY'], ...grant }],
    })
    await w.get(asked)
    return w.log.at(-1)
  }

  test('the role', async () => {
    expect(await refused({ roles: ['GROUP_BACKUP_MANAGER'] })).toMatchObject({
      status: 401,
      reason:
        'role: getGroupBackupExportBucket needs GROUP_READ_ONLY, the grant has GROUP_BACKUP_MANAGER',
    })
  })

  test('the project', async () => {
    expect(await refused({}, path(aws?._id ?? '', id('1')))).toMatchObject({
      status: 404,
      reason: 'role: the credentials have none in this project',
    })
  })

  test('the operations', async () => {
    expect(await refused({ operations: ['listGroupBackupExportBuckets'] })).toMatchObject({
      status: 403,
      reason: 'grant: limited to other operations',
    })
  })

  test('the buckets', async () => {
    expect(await refused({ exportBucketIds: azure ? [azure._id] : [] })).toMatchObject({
      status: 403,
      reason: 'grant: limited to other buckets',
    })
  })
})

test('a request that is let through has no reason in the log', async () => {
  const w = await world()
  expect((await w.get(target)).status).toBe(200)
  for (const entry of w.log) expect(entry).not.toHaveProperty('reason')
})
