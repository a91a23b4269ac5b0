import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { describe, expect, onTestFinished, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { failure, noContent, type StandInOptions, standIn, success } from '../stand-in/atlas.ts'
import { buckets, exportBucketId, groupId, requests } from '../stand-in/buckets.ts'
import { compileCache } from '../stand-in/compile-cache.ts'
import { listen, listenTo } from '../stand-in/listen.ts'
import { numbered, pages } from '../stand-in/pages.ts'
import { account } from './terminal.ts'

const main = new URL(`../../${manifest.bin['export-buckets']}`, import.meta.url).pathname
const get = ['get', '--exportBucketId', exportBucketId]

/** The environment of the program, by the URL of the Atlas that the test has. */
const direct = (url: string): Record<string, string> => ({ MONGODB_ATLAS_OPS_MANAGER_URL: url })

/** Starts the program itself, in a process of its own. */
async function program(
  args: readonly string[],
  options: StandInOptions = {},
  environment = direct,
) {
  const atlas = standIn(options)
  const own = environment(await listenTo(atlas.app))
  const env = { ...compileCache, ...account, MONGODB_ATLAS_PROJECT_ID: groupId, ...own }
  const child = spawn(process.execPath, [main, ...args], { env })
  onTestFinished(() => void child.kill('SIGKILL'))
  const closed = once(child, 'close')
  return { ...atlas, child, closed }
}

async function ended({ child, closed }: Awaited<ReturnType<typeof program>>) {
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    closed,
  ])
  return { code, stdout, stderr }
}

describe('the program', () => {
  test('prints the bucket on standard output, as JSON, and exits with 0', async () => {
    const { code, stdout, stderr } = await ended(await program(get))
    expect(JSON.parse(stdout)).toEqual(buckets.AWS)
    expect([code, stderr]).toEqual([0, ''])
  })

  test('prints what Atlas says on standard error', async () => {
    const api = failure('EXPORT_BUCKET_NOT_FOUND')
    const { code, stdout, stderr } = await ended(await program(get, { api }))
    expect(stderr).toMatch(/^error: getGroupBackupExportBucket: 404 EXPORT_BUCKET_NOT_FOUND: .+\n$/)
    expect([code, stdout]).toEqual([4, ''])
  })

  test('goes through the proxy of HTTP_PROXY with NODE_USE_ENV_PROXY=1', async () => {
    // The Atlas of the test is the proxy: the base URL itself answers nothing.
    const baseUrl = await listen(({ socket }) => socket.destroy())
    const running = await program(get, {}, (url) => ({
      MONGODB_ATLAS_BASE_URL: baseUrl,
      HTTP_PROXY: url,
      NODE_USE_ENV_PROXY: '1',
    }))
    const { code, stdout, stderr } = await ended(running)
    expect([code, stderr]).toEqual([0, ''])
    expect(JSON.parse(stdout)).toEqual(buckets.AWS)
    expect(running.api[0]?.headers.get('Host')).toBe(new URL(baseUrl).host)
  })

  test('reads a body on standard input', async () => {
    const api = success('createGroupBackupExportBucket', buckets.GCP)
    const running = await program(['create', '--file', '-'], { api })
    running.child.stdin.end(JSON.stringify(requests.GCP))
    expect(await ended(running)).toHaveProperty('code', 0)
    expect(running.api[0]?.body).toBe(JSON.stringify(requests.GCP))
  })

  test('says which file it cannot read', async () => {
    const { code, stderr } = await ended(await program(['create', '--file', '/nowhere/b.json']))
    expect(stderr).toMatch(/^error: --file \/nowhere\/b\.json: cannot be read: ENOENT[^\n]+\n$/)
    expect(code).toBe(2)
  })

  test('ends quietly when nobody reads on', async () => {
    const running = await program(['list', '--itemsPerPage=500'], { api: pages(numbered(2000)) })
    const errors = text(running.child.stderr)
    running.child.stdout.once('data', () => running.child.stdout.destroy())
    const [code] = await running.closed
    expect([code, await errors]).toEqual([0, ''])
  })

  test('ends with 130 when it is interrupted while it reads standard input', async () => {
    const running = await program(['create', '--file', '-'])
    // More than the pipe holds: it is gone only when the program reads.
    await new Promise((resolve) => running.child.stdin.write(' '.repeat(2_000_000), resolve))
    running.child.kill('SIGINT')
    expect(await ended(running)).toMatchObject({ code: 130, stdout: '', stderr: '' })
  })

  test.skipIf(!existsSync('/dev/full'))('says that its output cannot be written', async () => {
    const full = openSync('/dev/full', 'w')
    onTestFinished(() => closeSync(full))
    const { status, stderr } = spawnSync(process.execPath, [main, 'version'], {
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    })
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^error: ENOSPC[^\n]+\n$/)])
  })

  /** Answers nothing, ever. */
  function hanging() {
    const asked = Promise.withResolvers<void>()
    const answer = () => {
      asked.resolve()
      return new Promise<never>(() => undefined)
    }
    return { asked: asked.promise, answer }
  }

  test('does what it was asked to when nobody reads its standard error', async () => {
    const args = ['delete', '--exportBucketId', exportBucketId, '--verbose']
    const running = await program(args, { api: noContent })
    running.child.stderr.destroy()
    expect((await running.closed)[0]).toBe(0)
    expect(running.api.map(({ method }) => method)).toEqual(['DELETE'])
    expect(running.revoked).toHaveLength(1)
  })

  test('is held up by no token that cannot be revoked', async () => {
    const running = await program(get, { revoke: hanging().answer })
    const { code, stdout, stderr } = await ended(running)
    expect(JSON.parse(stdout)).toEqual(buckets.AWS)
    expect([code, stderr]).toEqual([0, ''])
  })

  test.each(['api', 'token', 'revoke'])(
    'ends at once with 130 when it is interrupted: %s',
    async (kind) => {
      const { asked, answer } = hanging()
      const running = await program(get, { [kind]: answer })
      await asked
      running.child.kill('SIGINT')
      expect(await ended(running)).toMatchObject({ code: 130, stderr: '' })
    },
  )
})
