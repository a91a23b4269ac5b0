/**
 * The recipe of CONTRIBUTING.md, "Add an API version", followed in a copy of the workspace for a version that does not
 * exist: what it says of openapi.yaml, `generate` and `pacts:update` are all that it takes to be negotiated and pinned.
 */
import { execFile } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { documentWithFakeVersion, fakeSunset, fakeVersion } from './fake-version.ts'

const run = promisify(execFile)
const workspace = join(import.meta.dirname, '..', '..', '..')
/** The members whose sources depend on the versions; the others are those of the workspace. */
const members = ['packages/core', 'packages/client', 'apps/edge', 'contracts']
const codegen = 'packages/core/codegen'
// Inside the workspace, so that what is imported is found.
const scratch = join(workspace, '.scratch')
mkdirSync(scratch, { recursive: true })
const workspaceCopy = mkdtempSync(join(scratch, 'add-version-'))

/** Links what a member finds in its `node_modules`: of {@link members} the copies, of others what is installed. */
function linkModules(member: string): void {
  const modules = join(workspace, member, 'node_modules')
  const copiedModules = join(workspaceCopy, member, 'node_modules')
  const copies = new Map(
    [...members, codegen].map((packageFolder) => [
      basename(packageFolder),
      join(workspaceCopy, packageFolder),
    ]),
  )
  const scope = '@export-buckets'
  mkdirSync(join(copiedModules, scope), { recursive: true })
  const names = readdirSync(modules)
  for (const name of names)
    if (name !== scope) symlinkSync(join(modules, name), join(copiedModules, name))
  for (const name of names.includes(scope) ? readdirSync(join(modules, scope)) : [])
    symlinkSync(copies.get(name) ?? join(modules, scope, name), join(copiedModules, scope, name))
}

beforeAll(async () => {
  const isSource = (file: string) =>
    !/\/(node_modules|dist|coverage|\.scratch|\.results|\.data)(\/|$)/.test(
      file.slice(workspace.length),
    )
  for (const member of members)
    cpSync(join(workspace, member), join(workspaceCopy, member), {
      recursive: true,
      filter: isSource,
    })
  for (const member of [...members, codegen]) linkModules(member)
  for (const file of ['tsconfig.base.json', 'vitest.base.ts'])
    cpSync(join(workspace, file), join(workspaceCopy, file))
  writeFileSync(
    join(workspaceCopy, 'packages/core/openapi.yaml'),
    stringify(documentWithFakeVersion()),
  )
  await run(process.execPath, [join(workspaceCopy, codegen, 'generate.ts')])
})

afterAll(() => rmSync(workspaceCopy, { recursive: true }))

/** Runs a program of an installed package, and returns what it says, whether or not it fails. */
const runProgram = (program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  run(process.execPath, [join(workspace, 'contracts/node_modules', program), ...args], {
    cwd: join(workspaceCopy, 'contracts'),
    env: { ...process.env, NO_COLOR: '1', ...env },
    maxBuffer: 2 ** 26,
  }).then(
    ({ stdout }) => ({ fails: false, stdout }),
    ({ stdout }) => ({ fails: true, stdout: String(stdout) }),
  )

const newest = 'packages/client/src/newest.ts'

/** Compiles every member in one program, with a module that reads the newest version; returns the errors. */
async function compile(): Promise<string[]> {
  writeFileSync(
    join(workspaceCopy, newest),
    `import { type AuthStrategy, createClient } from './index.ts'
export async function read(auth: AuthStrategy): Promise<(string | undefined)[]> {
  const ids = { groupId: 'g', exportBucketId: 'b' }
  const atlas = createClient({ auth })
  const bucket = await atlas.exportBuckets.get(ids)
  const older = await createClient({ auth, version: '2025-03-12' }).exportBuckets.get(ids)
  // @ts-expect-error the version before does not have the field
  const absent: string | undefined = older.cloudProvider === 'AWS' ? older.kmsKeyId : undefined
  return [bucket.cloudProvider === 'AWS' ? bucket.kmsKeyId : undefined, absent]
}
`,
  )
  const sources = members.map((member) => `../${member}/src`)
  const config = join(workspaceCopy, 'contracts/tsconfig.fake-version.json')
  writeFileSync(
    config,
    JSON.stringify({
      extends: './tsconfig.json',
      include: sources,
      // Tests may rightly speak of versions by their dates; what is published may not.
      exclude: ['**/test'],
    }),
  )
  const { fails, stdout } = await runProgram('typescript/bin/tsc', ['-p', config])
  if (fails && stdout === '') throw new Error('tsc ended without saying why')
  rmSync(join(workspaceCopy, newest))
  return stdout.split('\n').filter(Boolean)
}

let errors: readonly string[] = []
beforeAll(async () => {
  errors = await compile()
})

test('every member still compiles', () => {
  expect(errors.filter((error) => !error.includes(newest))).toEqual([])
})

test('a client without a version is typed by it', () => {
  expect(errors.filter((error) => error.includes(newest))).toEqual([])
})

test('core negotiates it, deprecates the one before, and knows its shapes', async () => {
  const script = `
    const core = await import(${JSON.stringify(join(workspaceCopy, 'packages/core/src/index.ts'))})
    const { getGroupBackupExportBucket: get, createGroupBackupExportBucket: create } = core.operations
    const id = '32b6e34b3d91647abb20e7b8'
    const bucket = { bucketName: 'abc', cloudProvider: 'AWS', iamRoleId: id, kmsKeyId: 'k' }
    const answers = (version) => core.responseDrift(get.operationId, version, { ...bucket, _id: id })
    const takes = (version) => core.requestValidator(create.operationId, version).is(bucket)
    console.log(JSON.stringify({
      answers: core.negotiate(get, core.vendorMediaType('2026-02-03'), new Date(0)).resourceVersion.version,
      headers: core.deprecationHeaders(get.versions.at(-2)),
      knows: core.supportedProviders(get.operationId, '${fakeVersion}'),
      new: [answers('${fakeVersion}').length, takes('${fakeVersion}')],
      old: [answers('2024-05-30').length, takes('2024-05-30')],
    }))`
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script])
  expect(JSON.parse(stdout)).toEqual({
    answers: fakeVersion,
    headers: { Deprecation: 'Thu, 1 Jan 2026 00:00:00 GMT' },
    knows: ['AWS', 'AZURE', 'GCP'],
    new: [0, true],
    old: [1, false],
  })
})

test('the server answers with a new field in the new version, and in no older one', async () => {
  const script = `
    const { createApp, hashSecret } = await import(${JSON.stringify(join(workspaceCopy, 'apps/edge/src/index.ts'))})
    const { memoryStore } = await import(${JSON.stringify(join(workspaceCopy, 'apps/edge/src/store/drivers/memory.ts'))})
    const groupId = '32b6e34b3d91647abb20e7b8'
    const store = memoryStore()
    const grants = [{ groupId, roles: ['GROUP_OWNER'] }]
    await store.saveServiceAccount({ clientId: 'c', secretHash: hashSecret('s'), grants })
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
    console.log(JSON.stringify({ new: await keys('${fakeVersion}'), old: await keys('2025-03-12'), oldest: await keys('2023-01-01') }))`
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script])
  expect(JSON.parse(stdout)).toEqual({
    new: [true, true],
    old: [false, false],
    oldest: [false, false],
  })
})

const pactFile = join(
  workspaceCopy,
  'contracts/pacts/export-buckets-client-atlas-export-buckets.json',
)
const update = (...args: string[]) =>
  runProgram('vitest/vitest.mjs', ['run', 'test/pact', ...args], { UPDATE_PACTS: '1' })

test('pacts:update leaves the committed pact where not every cell held', async () => {
  const before = readFileSync(pactFile, 'utf8')
  const { fails } = await update(
    '-t',
    'getGroupBackupExportBucket: GCP asked for 2025|the committed pact',
  )
  expect(fails).toBe(true)
  expect(readFileSync(pactFile, 'utf8') === before, 'the pact is as it was').toBe(true)
})

test('pacts:update pins it, and that the version before is deprecated', async () => {
  expect(await update()).toMatchObject({ fails: false })
  const { interactions } = JSON.parse(readFileSync(pactFile, 'utf8'))
  const findInteraction = (name: string) =>
    interactions.find(({ description }: { description: string }) => description === name)
  const headers = (name: string) => findInteraction(name)?.response.headers
  expect(headers(`listGroupBackupExportBuckets: GCP asked for ${fakeVersion} with Bearer`)).toEqual(
    {
      'Content-Type': [`application/vnd.atlas.${fakeVersion}+json;charset=utf-8`],
    },
  )
  const previousHeaders = {
    'Content-Type': ['application/vnd.atlas.2024-05-30+json;charset=utf-8'],
    Deprecation: ['Thu, 1 Jan 2026 00:00:00 GMT'],
  }
  expect(headers('createGroupBackupExportBucket: AWS asked for 2025-03-12 with Digest')).toEqual(
    previousHeaders,
  )
  expect(headers('listGroupBackupExportBuckets: AWS asked for 2025-03-12 with Digest')).toEqual({
    ...previousHeaders,
    Sunset: ['Tue, 1 Feb 2028 00:00:00 GMT'],
  })
  const goneInteraction = findInteraction(
    'listGroupBackupExportBuckets: VERSION_GONE when the version is past its sunset, GCP asked for 2025-03-12',
  )
  expect(goneInteraction?.providerStates.at(-1)?.params).toEqual({ now: `${fakeSunset}T00:00:00Z` })
})
