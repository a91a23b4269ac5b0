/**
 * Follows the recipe "Add an API version" of CONTRIBUTING.md in a copy of the workspace, for a version with one new field.
 * A change of openapi.yaml, `generate` and `pacts:update` are sufficient: no other source and no expectation of a test
 * changes.
 */
import { apiVersions, newestApiVersion } from '@export-buckets/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  documentWithFakeVersion,
  fakeSunset,
  fakeVersion,
  previousVersion,
} from './fake-version.ts'
import { copyWorkspace, members } from './workspace-copy.ts'

const copy = copyWorkspace('add-version')
beforeAll(() => copy.generate(documentWithFakeVersion()))
afterAll(() => copy.remove())

const newest = 'packages/client/src/newest.ts'

/** Returns an HTTP date whose day has no leading zero, as Atlas sends it. */
const toHttpDate = (date: string) => new Date(date).toUTCString().replace(/, 0/, ', ')

/** Compiles every package, with a module that reads the newest version, and returns the errors. */
async function compile(): Promise<string[]> {
  copy.write(
    newest,
    `import { type AuthStrategy, createClient } from './index.ts'
export async function read(auth: AuthStrategy): Promise<(string | undefined)[]> {
  const ids = { groupId: 'g', exportBucketId: 'b' }
  const atlas = createClient({ auth })
  const bucket = await atlas.exportBuckets.get(ids)
  const older = await createClient({ auth, version: '${newestApiVersion}' }).exportBuckets.get(ids)
  // @ts-expect-error The previous version does not have the field.
  const absent: string | undefined = older.cloudProvider === 'AWS' ? older.kmsKeyId : undefined
  return [bucket.cloudProvider === 'AWS' ? bucket.kmsKeyId : undefined, absent]
}
`,
  )
  // Tests can name versions by their dates. Published code cannot.
  const found = await copy.compile(members.map((member) => `${member}/src`))
  copy.delete(newest)
  return found
}

let errors: readonly string[] = []
beforeAll(async () => {
  errors = await compile()
})

test('every package still compiles with a new version', () => {
  expect(errors.filter((error) => !error.includes(newest))).toEqual([])
})

test('a client without a version has the types of the newest version', () => {
  expect(errors.filter((error) => error.includes(newest))).toEqual([])
})

test('core negotiates the new version, deprecates the previous one, and validates both', async () => {
  const script = `
    const core = await import(${JSON.stringify(copy.resolve('packages/core/src/index.ts'))})
    const { getGroupBackupExportBucket: get, createGroupBackupExportBucket: create } = core.operations
    const id = '32b6e34b3d91647abb20e7b8'
    const bucket = { bucketName: 'abc', cloudProvider: 'AWS', iamRoleId: id, kmsKeyId: 'k' }
    const drift = (version) => core.responseDrift(get.operationId, version, { ...bucket, _id: id })
    const accepts = (version) => core.requestValidator(create.operationId, version).is(bucket)
    console.log(JSON.stringify({
      version: core.negotiate(get, core.vendorMediaType('9999-12-31'), new Date(0)).resourceVersion.version,
      headers: core.deprecationHeaders(get.versions.at(-2)),
      providers: core.supportedProviders(get.operationId, '${fakeVersion}'),
      new: [drift('${fakeVersion}').length, accepts('${fakeVersion}')],
      old: [drift('${previousVersion}').length, accepts('${previousVersion}')],
    }))`
  expect(await copy.evaluate(script)).toEqual({
    version: fakeVersion,
    headers: { Deprecation: toHttpDate(fakeVersion) },
    providers: ['AWS', 'AZURE', 'GCP'],
    new: [0, true],
    old: [1, false],
  })
})

test('the server returns the new field in the new version only', async () => {
  const script = `
    const { createApp, hashSecret } = await import(${JSON.stringify(copy.resolve('apps/edge/src/index.ts'))})
    const { memoryStore } = await import(${JSON.stringify(copy.resolve('apps/edge/src/store/drivers/memory.ts'))})
    const groupId = '32b6e34b3d91647abb20e7b8'
    const store = memoryStore()
    const grants = [{ groupId, roles: ['GROUP_OWNER'] }]
    await store.saveServiceAccount({ clientId: 'c', secretHash: hashSecret('s'), grants })
    const role = { providerName: 'AWS', roleId: groupId, iamAssumedRoleArn: 'arn:aws:iam::123456789012:role/r' }
    await store.saveResource({ kind: 'role', groupId, id: groupId }, { role, assumableAt: 0 })
    const app = createApp({ store, secret: new Uint8Array(32), log() {} })
    const basic = { Authorization: 'Basic ' + btoa('c:s') }
    const body = new URLSearchParams({ grant_type: 'client_credentials' })
    const token = await (await app.request('/api/oauth/token', { method: 'POST', headers: basic, body })).json()
    const path = '/api/atlas/v2/groups/' + groupId + '/backup/exportBuckets'
    const send = async (target, version, init = {}) => {
      const Accept = 'application/vnd.atlas.' + version + '+json'
      const headers = { Accept, 'Content-Type': 'application/json', Authorization: 'Bearer ' + token.access_token }
      return (await app.request(target, { ...init, headers })).json()
    }
    const bucket = { bucketName: 'abc', cloudProvider: 'AWS', iamRoleId: groupId, kmsKeyId: 'k' }
    const { _id } = await send(path, '${fakeVersion}', { method: 'POST', body: JSON.stringify(bucket) })
    const keys = async (version) => {
      const one = await send(path + '/' + _id, version)
      const { results: [listed] } = await send(path, version)
      return ['kmsKeyId' in one, 'kmsKeyId' in listed]
    }
    console.log(JSON.stringify({ new: await keys('${fakeVersion}'), old: await keys('${newestApiVersion}'), oldest: await keys('${apiVersions[0]}') }))`
  expect(await copy.evaluate(script)).toEqual({
    new: [true, true],
    old: [false, false],
    oldest: [false, false],
  })
})

const pactFile = 'contracts/pacts/exportBuckets.json'
const update = (...args: string[]) =>
  copy.runTests('contracts', ['test/pact', ...args], { UPDATE_PACTS: '1' })

test('pacts:update keeps the committed pact when a cell fails', async () => {
  const before = copy.read(pactFile)
  const { fails } = await update(
    '-t',
    `getGroupBackupExportBucket: GCP asked for ${newestApiVersion}|the committed pact`,
  )
  expect(fails).toBe(true)
  expect(copy.read(pactFile) === before, 'the pact is as it was').toBe(true)
})

test('pacts:update pins the new version and the deprecation of the previous one', async () => {
  expect(await update()).toMatchObject({ fails: false })
  const { interactions } = JSON.parse(copy.read(pactFile))
  const findInteraction = (name: string) =>
    interactions.find(({ description }: { description: string }) => description === name)
  const headers = (name: string) => findInteraction(name)?.response.headers
  expect(headers(`listGroupBackupExportBuckets: GCP asked for ${fakeVersion} with Bearer`)).toEqual(
    {
      'Content-Type': [`application/vnd.atlas.${fakeVersion}+json;charset=utf-8`],
    },
  )
  const previousHeaders = {
    'Content-Type': [`application/vnd.atlas.${previousVersion}+json;charset=utf-8`],
    Deprecation: [toHttpDate(fakeVersion)],
  }
  expect(
    headers(`createGroupBackupExportBucket: AWS asked for ${newestApiVersion} with Digest`),
  ).toEqual(previousHeaders)
  expect(
    headers(`listGroupBackupExportBuckets: AWS asked for ${newestApiVersion} with Digest`),
  ).toEqual({
    ...previousHeaders,
    Sunset: [toHttpDate(fakeSunset)],
  })
  const goneInteraction = findInteraction(
    `listGroupBackupExportBuckets: VERSION_GONE when the version is past its sunset, GCP asked for ${newestApiVersion}`,
  )
  expect(goneInteraction?.providerStates.at(-1)?.params).toEqual({ now: `${fakeSunset}T00:00:00Z` })
})

/** The tests whose expectations depend most on the versions, by package. */
const versionTests = {
  'packages/core': [
    'examples',
    'versions',
    'negotiation',
    'requests',
    'responses',
    'export-bucket',
  ],
  contracts: [
    'matrix/matrix',
    'matrix/schemas.test',
    'drift/drift.test',
    'cli/drift',
    'reports/reports',
  ],
}

test.each(Object.entries(versionTests))(
  'no expectation of the tests of %s changes with a new version',
  async (member, files) => {
    const paths = files.map((file) => `test/${file}`)
    const { fails, stdout } = await copy.runTests(member, paths)
    expect(fails, stdout).toBe(false)
  },
)
