import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { listen } from '@export-buckets/test-support/listen'
import { describe, expect, onTestFinished, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { buckets, createBodies, exportBucketId, groupId } from '../fakes/buckets.ts'
import { compileCache } from '../fakes/compile-cache.ts'
import {
  createFakeAtlas,
  type FakeAtlasOptions,
  type FakeHandler,
  respondNoContent,
  respondWithBody,
  respondWithError,
} from '../fakes/fake-atlas.ts'
import { listenApp } from '../fakes/listen-app.ts'
import { createBuckets, respondWithPages } from '../fakes/pages.ts'
import { clusterName, exportId, queuedJob } from '../fakes/workflow.ts'
import { accountEnv } from './run-cli.ts'

const main = new URL(`../../${manifest.bin['export-buckets']}`, import.meta.url).pathname
const get = ['get', '--exportBucketId', exportBucketId]

/** Returns the environment of the program for the base URL of an Atlas. */
const atlasEnv = (url: string): Record<string, string> => ({ MONGODB_ATLAS_OPS_MANAGER_URL: url })

/** Starts the program in a separate process. */
async function startProgram(
  args: readonly string[],
  options: FakeAtlasOptions = {},
  environment = atlasEnv,
) {
  const atlas = createFakeAtlas(options)
  const atlasVariables = environment(await listenApp(atlas.app))
  const env = {
    ...compileCache,
    ...accountEnv,
    MONGODB_ATLAS_PROJECT_ID: groupId,
    ...atlasVariables,
  }
  const child = spawn(process.execPath, [main, ...args], { env })
  onTestFinished(() => void child.kill('SIGKILL'))
  const exit = once(child, 'close')
  return { ...atlas, child, exit }
}

async function collectOutput({ child, exit }: Awaited<ReturnType<typeof startProgram>>) {
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), exit])
  return { code, stdout, stderr }
}

describe('the program', () => {
  test('get prints the bucket as JSON on standard output and exits with 0', async () => {
    const { code, stdout, stderr } = await collectOutput(await startProgram(get))
    expect(JSON.parse(stdout)).toEqual(buckets.AWS)
    expect([code, stderr]).toEqual([0, ''])
  })

  test('an error of Atlas is printed on standard error', async () => {
    const api = respondWithError('EXPORT_BUCKET_NOT_FOUND')
    const { code, stdout, stderr } = await collectOutput(await startProgram(get, { api }))
    expect(stderr).toMatch(/^error: getGroupBackupExportBucket: 404 EXPORT_BUCKET_NOT_FOUND: .+\n$/)
    expect([code, stdout]).toEqual([4, ''])
  })

  test('requests use the proxy of HTTP_PROXY with NODE_USE_ENV_PROXY=1', async () => {
    // The Atlas of the test is the proxy. Nothing listens at the base URL.
    const baseUrl = await listen(({ socket }) => socket.destroy())
    const child = await startProgram(get, {}, (url) => ({
      MONGODB_ATLAS_BASE_URL: baseUrl,
      HTTP_PROXY: url,
      NODE_USE_ENV_PROXY: '1',
    }))
    const { code, stdout, stderr } = await collectOutput(child)
    expect([code, stderr]).toEqual([0, ''])
    expect(JSON.parse(stdout)).toEqual(buckets.AWS)
    expect(child.api[0]?.headers.get('Host')).toBe(new URL(baseUrl).host)
  })

  test('create reads a body from standard input', async () => {
    const api = respondWithBody('createGroupBackupExportBucket', buckets.GCP)
    const child = await startProgram(['create', '--file', '-'], { api })
    child.child.stdin.end(JSON.stringify(createBodies.GCP))
    expect(await collectOutput(child)).toHaveProperty('code', 0)
    expect(child.api[0]?.body).toBe(JSON.stringify(createBodies.GCP))
  })

  test('an unreadable file is named in the error', async () => {
    const { code, stderr } = await collectOutput(
      await startProgram(['create', '--file', '/nowhere/b.json']),
    )
    expect(stderr).toMatch(/^error: --file \/nowhere\/b\.json: cannot be read: ENOENT[^\n]+\n$/)
    expect(code).toBe(2)
  })

  test('the program exits silently when its output pipe is closed', async () => {
    const child = await startProgram(['list', '--itemsPerPage=500'], {
      api: respondWithPages(createBuckets(2000)),
    })
    const errors = text(child.child.stderr)
    child.child.stdout.once('data', () => child.child.stdout.destroy())
    const [code] = await child.exit
    expect([code, await errors]).toEqual([0, ''])
  })

  test('an interrupt while reading standard input exits with 130', async () => {
    const child = await startProgram(['create', '--file', '-'])
    // More than the capacity of the pipe: it drains only when the program reads.
    await new Promise((resolve) => child.child.stdin.write(' '.repeat(2_000_000), resolve))
    child.child.kill('SIGINT')
    expect(await collectOutput(child)).toMatchObject({ code: 130, stdout: '', stderr: '' })
  })

  test.skipIf(!existsSync('/dev/full'))(
    'a write error on standard output is reported',
    async () => {
      const full = openSync('/dev/full', 'w')
      onTestFinished(() => closeSync(full))
      const { status, stderr } = spawnSync(process.execPath, [main, 'version'], {
        stdio: ['ignore', full, 'pipe'],
        encoding: 'utf8',
      })
      expect([status, stderr]).toEqual([1, expect.stringMatching(/^error: ENOSPC[^\n]+\n$/)])
    },
  )

  /** Never responds. */
  function createPendingHandler() {
    const requestReceived = Promise.withResolvers<void>()
    const handler = () => {
      requestReceived.resolve()
      return new Promise<never>(() => undefined)
    }
    return { requestReceived: requestReceived.promise, handler }
  }

  test('a command completes when its standard error is closed', async () => {
    const args = ['delete', '--exportBucketId', exportBucketId, '--verbose']
    const child = await startProgram(args, { api: respondNoContent })
    child.child.stderr.destroy()
    expect((await child.exit)[0]).toBe(0)
    expect(child.api.map(({ method }) => method)).toEqual(['DELETE'])
    expect(child.revocations).toHaveLength(1)
  })

  test('a token that cannot be revoked does not keep the process alive', async () => {
    const child = await startProgram(get, { revoke: createPendingHandler().handler })
    const { code, stdout, stderr } = await collectOutput(child)
    expect(JSON.parse(stdout)).toEqual(buckets.AWS)
    expect([code, stderr]).toEqual([0, ''])
  })

  test.each(['api', 'token', 'revoke'])(
    'an interrupt exits at once with 130: %s',
    async (endpoint) => {
      const { requestReceived, handler } = createPendingHandler()
      const child = await startProgram(get, { [endpoint]: handler })
      await requestReceived
      child.child.kill('SIGINT')
      expect(await collectOutput(child)).toMatchObject({ code: 130, stderr: '' })
    },
  )

  test('an interrupt while a job is watched exits with 130 and says how to watch it', async () => {
    const ids = ['--clusterName', clusterName, '--exportId', exportId]
    const requestReceived = Promise.withResolvers<void>()
    const api: FakeHandler = (c, nth) => {
      if (nth === 2) requestReceived.resolve()
      return respondWithBody('getGroupClusterBackupExport', queuedJob)(c, nth)
    }
    const child = await startProgram(['job', 'watch', ...ids], { api })
    await requestReceived.promise
    child.child.kill('SIGINT')
    const { code, stdout, stderr } = await collectOutput(child)
    expect([code, stdout]).toEqual([130, ''])
    expect(stderr).toMatch(/^Cluster0: Queued, 0 s\n.+ continues in Atlas\. To watch it: [^\n]+\n$/)
    expect(stderr).toContain(`: export-buckets job watch ${ids.join(' ')}\n`)
  })
})
