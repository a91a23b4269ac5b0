/**
 * The recipe of CONTRIBUTING.md, "Add an API version", followed for a version that does not exist: a date, a row and a
 * schema in the OpenAPI document are all that it takes.
 */
import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { generate } from '@export-buckets/codegen'
import { readDocument } from '@export-buckets/codegen/document'
import { afterAll, beforeAll, expect, test } from 'vitest'

const run = promisify(execFile)
const workspace = join(import.meta.dirname, '..', '..')
const members = ['packages/core', 'packages/digest', 'packages/client', 'apps/edge', 'contracts']
// Inside the workspace, so that what is imported is found.
const scratch = join(workspace, '.scratch')
mkdirSync(scratch, { recursive: true })
const copy = mkdtempSync(join(scratch, 'add-version-'))
const made = '2026-01-01'

/** What a maintainer would write into openapi.yaml. */
function withMadeUpVersion() {
  const document = readDocument()
  const path =
    document.paths?.['/api/atlas/v2/groups/{groupId}/backup/exportBuckets/{exportBucketId}']
  const response =
    path && 'get' in path && path.get && 'responses' in path.get && path.get.responses?.['200']
  if (!response || !('content' in response) || !response.content) throw new Error('GET has no 200')
  document.info['x-api-versions'].push(made)
  response.content[`application/vnd.atlas.${made}+json`] = {
    'x-xgen-version': made,
    schema: { $ref: '#/components/schemas/MadeUpExportBucketResponse' },
  }
  Object.assign(document.components?.schemas ?? {}, {
    MadeUpExportBucketResponse: {
      type: 'object',
      required: ['_id', 'bucketName', 'cloudProvider', 'iamRoleId', 'storageClass'],
      properties: {
        _id: { $ref: '#/components/schemas/ExportBucketId' },
        bucketName: { type: 'string', minLength: 3, maxLength: 63 },
        cloudProvider: { type: 'string', enum: ['AWS'] },
        iamRoleId: { $ref: '#/components/schemas/RoleId' },
        storageClass: { type: 'string', enum: ['STANDARD', 'GLACIER'] },
      },
    },
  })
  return document
}

beforeAll(async () => {
  const isSource = (file: string) =>
    !/\/(node_modules|dist|coverage|\.scratch|\.results|\.data)(\/|$)/.test(
      file.slice(workspace.length),
    )
  for (const member of members) {
    cpSync(join(workspace, member), join(copy, member), { recursive: true, filter: isSource })
    symlinkSync(join(workspace, member, 'node_modules'), join(copy, member, 'node_modules'))
  }
  for (const file of ['tsconfig.base.json', 'vitest.base.ts'])
    cpSync(join(workspace, file), join(copy, file))
  for (const [name, text] of Object.entries(await generate(withMadeUpVersion()))) {
    writeFileSync(join(copy, 'packages/core/src', name), text)
  }
})

afterAll(() => rmSync(copy, { recursive: true }))

test.each(members)('%s still compiles', async (member) => {
  const config = join(copy, member, 'tsconfig.made-up.json')
  const paths = {
    '@export-buckets/core': [join(copy, 'packages/core/src/index.ts')],
    '@export-buckets/client': [join(copy, 'packages/client/src/index.ts')],
    '@export-buckets/edge': [join(copy, 'apps/edge/src/index.ts')],
  }
  // Tests may rightly speak of versions by their dates; what is published may not.
  const contracts = ['consumer', 'provider', 'matrix/*s.ts', 'verify', 'cli']
  const include = member === 'contracts' ? contracts : ['src']
  writeFileSync(
    config,
    JSON.stringify({
      extends: './tsconfig.json',
      compilerOptions: { paths, types: ['node'] },
      include,
    }),
  )
  const tsc = join(workspace, 'node_modules', '.bin', 'tsc')
  const said = await run(tsc, ['-p', config], { timeout: 60_000 }).then(
    () => 'it compiles',
    ({ stdout }) => String(stdout),
  )
  expect(said).toBe('it compiles')
})

test('core negotiates it, deprecates the one before, and knows its shape', async () => {
  const script = `
    const core = await import(${JSON.stringify(join(copy, 'packages/core/src/index.ts'))})
    const get = core.operations.getGroupBackupExportBucket
    const id = '32b6e34b3d91647abb20e7b8'
    const bucket = { _id: id, bucketName: 'abc', cloudProvider: 'AWS', iamRoleId: id }
    const shape = core.answerShape(get.operationId, '${made}')
    console.log(JSON.stringify({
      answers: core.negotiate(get, core.vendorMediaType('2026-02-03'), new Date(0)).resourceVersion.version,
      headers: core.deprecationHeaders(get.versions.at(-2)),
      knows: core.knownProviders(get.operationId, '${made}'),
      right: shape.is({ ...bucket, storageClass: 'GLACIER' }),
      wrong: shape.is(bucket),
    }))`
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script])
  expect(JSON.parse(stdout)).toEqual({
    answers: made,
    headers: { Deprecation: 'Thu, 1 Jan 2026 00:00:00 GMT' },
    knows: ['AWS'],
    right: true,
    wrong: false,
  })
})
