import { baseUrlVariables } from '@export-buckets/cli-kit/atlas-environment'
import { describe, expect, test } from 'vitest'
import { exportBucketId } from '../fakes/buckets.ts'
import { createFakeAtlas, respondWithBucket, respondWithError } from '../fakes/fake-atlas.ts'
import { listenApp } from '../fakes/listen-app.ts'
import { privateKey, publicKey, requireDigest } from '../fakes/require-digest.ts'
import { clientSecret } from '../fakes/test-client.ts'
import { runCli } from './run-cli.ts'

const get = ['get', '--exportBucketId', exportBucketId]
const unsetAccount = { MONGODB_ATLAS_CLIENT_ID: undefined, MONGODB_ATLAS_CLIENT_SECRET: '' }
const apiKeyEnv = {
  MONGODB_ATLAS_PUBLIC_API_KEY: publicKey,
  MONGODB_ATLAS_PRIVATE_API_KEY: privateKey,
}

describe('credentials', () => {
  test('a command uses the service account and revokes its token after the response', async () => {
    const { code, api, token, revocations } = await runCli(get, {}, { env: apiKeyEnv })
    expect(code).toBe(0)
    expect(api[0]?.headers.get('Authorization')).toBe('Bearer token-1')
    expect([token.length, revocations.length]).toEqual([1, 1])
    expect(revocations[0]?.body).toContain('token=token-1')
  })

  test('the token is revoked after an error too', async () => {
    const { code, revocations } = await runCli(get, { api: respondWithError('UNEXPECTED_ERROR') })
    expect([code, revocations.length]).toEqual([1, 1])
  })

  test('a failed revocation does not fail the command', async () => {
    const result = await runCli(get, { revoke: respondWithError('UNEXPECTED_ERROR') })
    expect([result.code, result.stderr, result.revocations.length]).toEqual([0, '', 1])
  })

  test('a command uses the API key when there is no service account', async () => {
    const api = requireDigest(respondWithBucket())
    const { code, token } = await runCli(get, { api }, { env: { ...unsetAccount, ...apiKeyEnv } })
    expect([code, token]).toEqual([0, []])
  })

  test.each([
    [
      { MONGODB_ATLAS_CLIENT_SECRET: undefined },
      'MONGODB_ATLAS_CLIENT_ID is set, but MONGODB_ATLAS_CLIENT_SECRET is not',
    ],
    [
      { ...apiKeyEnv, MONGODB_ATLAS_CLIENT_ID: '' },
      'MONGODB_ATLAS_CLIENT_SECRET is set, but MONGODB_ATLAS_CLIENT_ID is not',
    ],
    [
      { ...unsetAccount, ...apiKeyEnv, MONGODB_ATLAS_PUBLIC_API_KEY: '' },
      'MONGODB_ATLAS_PRIVATE_API_KEY is set, but MONGODB_ATLAS_PUBLIC_API_KEY is not',
    ],
    [
      { ...unsetAccount, ...apiKeyEnv, MONGODB_ATLAS_PRIVATE_API_KEY: '' },
      'MONGODB_ATLAS_PUBLIC_API_KEY is set, but MONGODB_ATLAS_PRIVATE_API_KEY is not',
    ],
    [
      unsetAccount,
      'no credentials: set MONGODB_ATLAS_CLIENT_ID and MONGODB_ATLAS_CLIENT_SECRET, or MONGODB_ATLAS_PUBLIC_API_KEY and MONGODB_ATLAS_PRIVATE_API_KEY',
    ],
    [{ MONGODB_ATLAS_CLIENT_ID: 'a:b' }, 'MONGODB_ATLAS_CLIENT_ID: must not contain a colon'],
    [
      { MONGODB_ATLAS_CLIENT_SECRET: ' ' },
      'MONGODB_ATLAS_CLIENT_SECRET: must not begin or end with white space',
    ],
    [
      { MONGODB_ATLAS_CLIENT_ID: 'mdb_sa_id_1 ' },
      'MONGODB_ATLAS_CLIENT_ID: must not begin or end with white space',
    ],
    [
      { MONGODB_ATLAS_CLIENT_SECRET: `${clientSecret}\n` },
      'MONGODB_ATLAS_CLIENT_SECRET: must not begin or end with white space',
    ],
    [
      { ...unsetAccount, ...apiKeyEnv, MONGODB_ATLAS_PUBLIC_API_KEY: `\t${publicKey}` },
      'MONGODB_ATLAS_PUBLIC_API_KEY: must not begin or end with white space',
    ],
    [
      { ...unsetAccount, ...apiKeyEnv, MONGODB_ATLAS_PRIVATE_API_KEY: `${privateKey}\r\n` },
      'MONGODB_ATLAS_PRIVATE_API_KEY: must not begin or end with white space',
    ],
  ])('invalid credentials exit with 2: %o', async (env, message) => {
    const { code, stderr, api, token } = await runCli(get, {}, { env })
    expect(stderr).toBe(`error: ${message}\n`)
    expect([code, api, token]).toEqual([2, [], []])
  })

  test('credentials are never read from a flag', async () => {
    const { code } = await runCli([...get, '--clientSecret', clientSecret])
    expect(code).toBe(2)
  })
})

describe.each(baseUrlVariables)('the base URL in %s', (name) => {
  /** Returns an environment in which only this variable has the base URL. */
  const onlyBaseUrl = (url: string | undefined) => ({
    ...Object.fromEntries(baseUrlVariables.map((variable) => [variable, undefined])),
    [name]: url,
  })

  test('requests go to the base URL of the variable', async () => {
    const { app, api } = createFakeAtlas()
    const { code } = await runCli(get, {}, { env: onlyBaseUrl(await listenApp(app)) })
    expect([code, api.length]).toEqual([0, 1])
  })

  test.each([
    ['http://atlas.example', 'must be https, not http'],
    ['ftp://atlas.example', 'must be https, not ftp'],
    ['https://user:hunter2@atlas.example', 'must hold no user name or password'],
    ['atlas.example', 'expected an absolute URL, https://…'],
  ])('the URL %s is rejected: %s', async (url, problem) => {
    const { code, stderr } = await runCli(get, {}, { env: onlyBaseUrl(url) })
    expect(stderr).toBe(`error: ${name}: ${problem}\n`)
    expect(code).toBe(2)
  })
})

describe('two variables for the base URL', () => {
  const bothBaseUrls = (first: string, second: string) => ({
    MONGODB_ATLAS_OPS_MANAGER_URL: first,
    MONGODB_ATLAS_BASE_URL: second,
  })

  test('both variables may have the same URL in different spellings', async () => {
    const { app, api } = createFakeAtlas()
    const url = await listenApp(app)
    const { code } = await runCli(get, {}, { env: bothBaseUrls(url, `${url.toUpperCase()}/`) })
    expect([code, api.length]).toEqual([0, 1])
  })

  test('two different URLs are an error that names the variables, without the URLs', async () => {
    const env = bothBaseUrls(
      'https://cloud.mongodb.com',
      'https://user:hunter2@cloud.mongodbgov.com',
    )
    const { code, stderr, api, token } = await runCli(get, {}, { env })
    expect(stderr).toBe(
      'error: MONGODB_ATLAS_OPS_MANAGER_URL and MONGODB_ATLAS_BASE_URL are set to different URLs: unset one of them\n',
    )
    expect([code, api, token]).toEqual([2, [], []])
  })
})
