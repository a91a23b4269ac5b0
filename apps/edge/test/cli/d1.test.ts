import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { createClient, serviceAccount } from '@export-buckets/client'
import type { ExportBucket } from '@export-buckets/core'
import { createDigestFetch } from '@export-buckets/digest/client'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { sqlScript } from '../../src/cli/files.ts'
import { d1Store } from '../../src/store/drivers/d1.ts'
import { runWrangler } from '../../worker/wrangler.ts'
import { accept, buckets, createTestApp, groupId, id, path } from '../create-test-app.ts'
import { D1Databases, migrateD1 } from '../d1.ts'
import { baseUrl } from '../mounting.ts'
import { createTerminal, type Terminal } from './terminal.ts'

const readerFlags = ['--project', groupId, '--role', 'GROUP_READ_ONLY']
const bucket = ((): ExportBucket => {
  const [aws] = buckets
  if (aws === undefined) throw new Error('no AWS bucket')
  return aws
})()
const exportBucketId = bucket._id

/** The wrangler command that the program, its help and the README print, without the file. */
const printedCommand = 'wrangler d1 execute DB --remote --file'

/** Runs the printed command on a file against a local database in the terminal's folder. */
async function executeLocally({ file }: Terminal, script: string): Promise<void> {
  const [, ...args] = printedCommand.replace('--remote', '--local').split(' ')
  await runWrangler(...args, script, '--persist-to', file('state'))
}

/** Creates the local database with its schema. */
async function migrateLocally({ file }: Terminal): Promise<void> {
  await using databases = new D1Databases(['DB'], file('state'))
  await migrateD1(await databases.database('DB'))
}

/** Creates an app over the local database. */
async function openLocalDatabase({ file }: Terminal) {
  const databases = new D1Databases(['DB'], file('state'))
  onTestFinished(() => databases[Symbol.asyncDispose]())
  const store = d1Store(await databases.database('DB'))
  await store.saveExportBucket(groupId, bucket)
  return createTestApp({ store })
}

test('scripts for D1 add, rotate and revoke working credentials, and contain no secret', async () => {
  const terminal = await createTerminal({ migrated: false })
  const scripts: string[] = []
  const sql = async (name: string, ...args: string[]) => {
    const output = args[1] === 'revoke' ? [] : ['--output', terminal.file(`${name}.env`)]
    const { code, stderr } = await terminal.run(
      ...args,
      '--sql',
      terminal.file(`${name}.sql`),
      ...output,
    )
    const script = terminal.file(`${name}.sql`)
    const [, command = ''] = /"(wrangler d1 execute [^"]*)"/.exec(stderr) ?? []
    expect([code, stderr]).toEqual([0, expect.stringContaining('--local')])
    expect(command).toBe(`${printedCommand} ${script}`)
    expect(statSync(script).mode & 0o777).toBe(0o600)
    scripts.push(readFileSync(script, 'utf8'))
    return output.length === 0 ? {} : parseEnv(readFileSync(terminal.file(`${name}.env`), 'utf8'))
  }
  const { MONGODB_ATLAS_CLIENT_ID: clientId = '', MONGODB_ATLAS_CLIENT_SECRET: firstSecret = '' } =
    await sql(
      'account',
      'credentials',
      'add',
      'service-account',
      ...readerFlags,
      '--bucket',
      exportBucketId,
    )
  const {
    MONGODB_ATLAS_PUBLIC_API_KEY: username = '',
    MONGODB_ATLAS_PRIVATE_API_KEY: password = '',
  } = await sql('key', 'credentials', 'add', 'api-key', ...readerFlags)
  const { MONGODB_ATLAS_PUBLIC_API_KEY: removedKey = '' } = await sql(
    'removed',
    'credentials',
    'add',
    'api-key',
    ...readerFlags,
  )
  const { MONGODB_ATLAS_CLIENT_SECRET: clientSecret = '' } = await sql(
    'renewed',
    'credentials',
    'rotate',
    clientId,
  )
  await sql('revoked', 'credentials', 'revoke', removedKey)

  for (const secret of [firstSecret, password, clientSecret]) {
    expect(secret.length).toBeGreaterThan(30)
    for (const script of scripts) expect(script).not.toContain(secret)
  }
  await migrateLocally(terminal)
  // Starts wrangler once for all files, which run in this order.
  writeFileSync(terminal.file('all.sql'), scripts.join('\n'))
  await executeLocally(terminal, terminal.file('all.sql'))

  const testApp = await openLocalDatabase(terminal)
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) =>
    testApp.app.request(new Request(input, init))
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
  await expect(atlas(firstSecret).exportBuckets.get({ groupId, exportBucketId })).rejects.toThrow()
  const digest = createDigestFetch({ username, password, fetch })
  expect((await digest(`${baseUrl}${path(exportBucketId)}`, { headers: accept() })).status).toBe(
    200,
  )
  expect((await testApp.store.credentials()).map((credential) => credential.id)).toEqual([
    username,
    clientId,
  ])
})

describe('the command that runs a file of --sql', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const commandHelp = async (name: string) =>
    (await (await createTerminal()).run('credentials', name, '--help')).stdout

  test.each<readonly [string, () => Promise<string>]>([
    ['the README', async () => readme],
    ...['add', 'rotate', 'revoke'].map(
      (name) => [`credentials ${name} --help`, () => commandHelp(name)] as const,
    ),
  ])('%s shows the command that the program prints', async (_, text) => {
    const output = await text()
    expect(output).toContain(`${printedCommand} `)
    expect(output).toContain('--local')
  })
})

describe('sqlScript', () => {
  test('any text is quoted so that SQLite reads it unchanged', async () => {
    await using databases = new D1Databases(['DB'])
    const binding = await databases.database('DB')
    const awkwardText = fc.string({
      unit: fc.constantFrom("'", '"', ';', '--', '?1', '\\', '\n', 'é', 'x'),
    })
    await fc.assert(
      fc.asyncProperty(awkwardText, awkwardText, async (first, second) => {
        const script = sqlScript([
          { sql: 'SELECT ?2 AS second, ?1 AS first', args: [first, second] },
        ])
        const [result] = await binding.batch([binding.prepare(script)])
        expect(result?.results).toEqual([{ first, second }])
      }),
      { numRuns: 50 },
    )
  })

  test.each([
    [['\0'], 'a text with a NUL'],
    [[], 'no value for ?1'],
  ])('the arguments %j are rejected', (args, message) => {
    expect(() => sqlScript([{ sql: 'SELECT ?1', args }])).toThrow(message)
  })
})
