import { execFile } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { buckets, exportBucketId, groupId } from './fakes/buckets.ts'
import { compileCache } from './fakes/compile-cache.ts'
import { createFakeAtlas, type FakeAtlasOptions, respondWithError } from './fakes/fake-atlas.ts'
import { listenApp } from './fakes/listen-app.ts'
import { clientId, clientSecret } from './fakes/test-client.ts'

const script = new URL('../examples/get-export-bucket.ts', import.meta.url).pathname

interface ExampleResult {
  readonly code: number | string | null | undefined
  readonly stdout: string
  readonly stderr: string
}

function runExample(env: Record<string, string>, ...args: string[]): Promise<ExampleResult> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [script, ...args],
      { env: { ...compileCache, ...env } },
      (error, stdout, stderr) => resolve({ code: error === null ? 0 : error.code, stdout, stderr }),
    )
  })
}

async function exampleEnv(atlas: FakeAtlasOptions = {}) {
  return {
    MONGODB_ATLAS_CLIENT_ID: clientId,
    MONGODB_ATLAS_CLIENT_SECRET: clientSecret,
    MONGODB_ATLAS_PROJECT_ID: groupId,
    MONGODB_ATLAS_OPS_MANAGER_URL: `${await listenApp(createFakeAtlas(atlas).app)}/`,
  }
}

describe('the example', () => {
  test('the example prints the bucket as JSON', async () => {
    const { code, stdout } = await runExample(await exampleEnv(), exportBucketId)
    expect(JSON.parse(stdout)).toEqual(buckets.AWS)
    expect(code).toBe(0)
  })

  test('the example uses an API key when there is no service account', async () => {
    const { MONGODB_ATLAS_CLIENT_ID: _, ...env } = await exampleEnv()
    const key = { MONGODB_ATLAS_PUBLIC_API_KEY: 'abcdefgh', MONGODB_ATLAS_PRIVATE_API_KEY: 'p' }
    const { code, stdout } = await runExample({ ...env, ...key }, exportBucketId)
    expect(JSON.parse(stdout)).toEqual(buckets.AWS)
    expect(code).toBe(0)
  })

  test('the example prints the error of Atlas and exits with 1', async () => {
    const env = await exampleEnv({ api: respondWithError('ACCESS_FORBIDDEN') })
    const { code, stdout, stderr } = await runExample(env, exportBucketId)
    expect(stderr).toMatch(/^getGroupBackupExportBucket: 403 ACCESS_FORBIDDEN: .+\n$/)
    expect([code, stdout]).toEqual([1, ''])
  })

  test('the example prints what is missing and exits with 2', async () => {
    const { code, stderr } = await runExample({ MONGODB_ATLAS_CLIENT_ID: clientId })
    expect(stderr).toBe(
      'Missing: MONGODB_ATLAS_CLIENT_ID and MONGODB_ATLAS_CLIENT_SECRET (or MONGODB_ATLAS_PUBLIC_API_KEY and MONGODB_ATLAS_PRIVATE_API_KEY), MONGODB_ATLAS_PROJECT_ID, the export bucket id as the argument\n',
    )
    expect(code).toBe(2)
  })

  test('the example prints no stack for an invalid id', async () => {
    const { code, stderr } = await runExample(await exampleEnv(), 'nonsense')
    expect(stderr).toMatch(/^ExportBucketId: expected 24 .+\n$/)
    expect(code).toBe(1)
  })
})
