import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { createClient, serviceAccount } from '@export-buckets/client'
import type { ExportBucket } from '@export-buckets/core'
import { createDigestFetch } from '@export-buckets/digest/client'
import fc from 'fast-check'
import { Miniflare } from 'miniflare'
import { describe, expect, onTestFinished, test } from 'vitest'
import { sqlScript } from '../../src/cli/sql-file.ts'
import { d1Store } from '../../src/store/d1.ts'
import { wrangler } from '../../worker/wrangler.ts'
import { D1Databases } from '../d1.ts'
import { baseUrl } from '../mounting.ts'
import { accept, buckets, groupId, id, path, world } from '../world.ts'
import { type Terminal, terminal } from './terminal.ts'

const reader = ['--project', groupId, '--role', 'GROUP_READ_ONLY']
const bucket = ((): ExportBucket => {
  const [aws] = buckets
  if (aws === undefined) throw new Error('no AWS bucket')
  return aws
})()
const exportBucketId = bucket._id

/** Runs a printed command of wrangler as it stands, but on a database of this machine below the terminal's folder. */
async function onThisMachine({ file }: Terminal, command: string): Promise<void> {
  const [program, ...args] = command.replace('--remote', '--local').split(' ')
  expect(program).toBe('wrangler')
  expect(args).toContain('--local')
  await wrangler(...args, '--persist-to', file('state'))
}

/** An app over what wrangler has left. */
async function served({ file }: Terminal) {
  const databases = new D1Databases(['DB'], file('state'))
  onTestFinished(() => databases[Symbol.asyncDispose]())
  const store = d1Store(await databases.database('DB'))
  await store.saveExportBucket(groupId, bucket)
  return world({ store })
}

test('what is written for D1 makes, renews and deletes credentials that work, and holds no secret', async () => {
  const t = await terminal({ migrated: false })
  const commands: string[] = []
  const sql = async (name: string, ...args: string[]) => {
    const output = args[1] === 'revoke' ? [] : ['--output', t.file(`${name}.env`)]
    const { code, stderr } = await t.runs(...args, '--sql', t.file(`${name}.sql`), ...output)
    const [, command = ''] = /"(wrangler d1 execute [^"]*)"/.exec(stderr) ?? []
    expect([code, stderr]).toEqual([0, expect.stringContaining('--local')])
    commands.push(command)
    expect(statSync(t.file(`${name}.sql`)).mode & 0o777).toBe(0o600)
    return output.length === 0 ? {} : parseEnv(readFileSync(t.file(`${name}.env`), 'utf8'))
  }
  const { MONGODB_ATLAS_CLIENT_ID: clientId = '', MONGODB_ATLAS_CLIENT_SECRET: first = '' } =
    await sql(
      'account',
      'credentials',
      'add',
      'service-account',
      ...reader,
      '--bucket',
      exportBucketId,
    )
  const {
    MONGODB_ATLAS_PUBLIC_API_KEY: username = '',
    MONGODB_ATLAS_PRIVATE_API_KEY: password = '',
  } = await sql('key', 'credentials', 'add', 'api-key', ...reader)
  const { MONGODB_ATLAS_PUBLIC_API_KEY: gone = '' } = await sql(
    'gone',
    'credentials',
    'add',
    'api-key',
    ...reader,
  )
  const { MONGODB_ATLAS_CLIENT_SECRET: clientSecret = '' } = await sql(
    'renewed',
    'credentials',
    'rotate',
    clientId,
  )
  await sql('revoked', 'credentials', 'revoke', gone)

  const names = ['account', 'key', 'gone', 'renewed', 'revoked']
  const scripts = names.map((name) => readFileSync(t.file(`${name}.sql`), 'utf8'))
  for (const secret of [first, password, clientSecret]) {
    expect(secret.length).toBeGreaterThan(30)
    for (const script of scripts) expect(script).not.toContain(secret)
  }
  await onThisMachine(t, 'wrangler d1 migrations apply DB --local')
  for (const command of commands) await onThisMachine(t, command)

  const w = await served(t)
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) =>
    w.app.request(new Request(input, init))
  const atlas = (secret: string) =>
    createClient({
      auth: serviceAccount({ clientId, clientSecret: secret }),
      baseUrl,
      fetch,
      retry: false,
    })
  expect(await atlas(clientSecret).exportBuckets.get({ groupId, exportBucketId })).toEqual(bucket)
  await expect(
    atlas(clientSecret).exportBuckets.get({ groupId, exportBucketId: id('b') }),
  ).rejects.toMatchObject({ status: 403 })
  await expect(atlas(first).exportBuckets.get({ groupId, exportBucketId })).rejects.toThrow()
  const digest = createDigestFetch({ username, password, fetch })
  expect((await digest(`${baseUrl}${path(exportBucketId)}`, { headers: accept() })).status).toBe(
    200,
  )
  expect((await w.store.credentials()).map((each) => each.id)).toEqual([username, clientId])
})

describe('the command for a file of --sql that is shown by', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const helpOf = async (name: string) =>
    (await (await terminal()).runs('credentials', name, '--help')).stdout

  test.each<readonly [string, () => Promise<string>]>([
    ['the README', async () => readme],
    ...['add', 'rotate', 'revoke'].map(
      (name) => [`credentials ${name} --help`, () => helpOf(name)] as const,
    ),
  ])('%s, runs on this machine', async (_, text) => {
    const output = await text()
    const [command] = /wrangler d1 execute \S+ --remote --file(?= )/.exec(output) ?? []
    expect(output).toContain('--local')
    const t = await terminal()
    const file = t.file('a.sql')
    writeFileSync(file, 'SELECT 1;')
    await onThisMachine(t, `${command} ${file}`)
  })
})

describe('sqlScript', () => {
  test('quotes every text so that SQLite reads it as it was', async () => {
    const runtime = new Miniflare({
      modules: true,
      script: 'export default { fetch: () => new Response() }',
      d1Databases: { DB: 'edge' },
    })
    onTestFinished(() => runtime.dispose())
    const binding = await runtime.getD1Database('DB')
    const awkward = fc.string({
      unit: fc.constantFrom("'", '"', ';', '--', '?1', '\\', '\n', 'é', 'x'),
    })
    await fc.assert(
      fc.asyncProperty(awkward, awkward, async (first, second) => {
        const script = sqlScript([
          { sql: 'SELECT ?2 AS second, ?1 AS first', args: [first, second] },
        ])
        const { results } = await binding.prepare(script).all()
        expect(results).toEqual([{ first, second }])
      }),
      { numRuns: 50 },
    )
  })

  test.each([
    [['\0'], 'a text with a NUL'],
    [[], 'no value for ?1'],
  ])('%j is refused', (args, said) => {
    expect(() => sqlScript([{ sql: 'SELECT ?1', args }])).toThrow(said)
  })
})
