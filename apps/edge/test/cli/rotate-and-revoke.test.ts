import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { id } from '../create-test-app.ts'
import { HranaServer } from '../hrana-server.ts'
import { addCredential, openStore, readerFlags } from './credentials.ts'
import { createTerminal, parseCredential } from './terminal.ts'

describe('credentials rotate and revoke', () => {
  test('rotate changes the secret and leaves the grants unchanged', async () => {
    const terminal = await createTerminal()
    const narrowedFlags = [...readerFlags, '--bucket', id('a'), '--allow-ip', '192.0.2.1']
    for (const kind of ['service-account', 'api-key']) {
      const credential = await addCredential(terminal, kind, ...narrowedFlags)
      const previousCredentials = await openStore(terminal).credentials()
      const { code, stdout } = await terminal.run('credentials', 'rotate', credential.id)
      expect([code, parseCredential(stdout).id]).toEqual([0, credential.id])
      expect(parseCredential(stdout).secret).not.toBe(credential.secret)
      expect(parseCredential(stdout).secret).toHaveLength(credential.secret.length)
      expect(await openStore(terminal).credentials()).toEqual(previousCredentials)
    }
  })

  test('revoke deletes one credential', async () => {
    const terminal = await createTerminal()
    const { id: key } = await addCredential(terminal, 'api-key', ...readerFlags)
    const { id: account } = await addCredential(terminal, 'service-account', ...readerFlags)
    expect(await terminal.run('credentials', 'revoke', key)).toEqual({
      code: 0,
      stdout: '',
      stderr: `Revoked "${key}".\n`,
    })
    expect((await openStore(terminal).credentials()).map((credential) => credential.id)).toEqual([
      account,
    ])
  })

  test('rotate and revoke require --kind when a service account and an API key share an id', async () => {
    const terminal = await createTerminal()
    const [proof, grants] = ['e'.repeat(32), []]
    await openStore(terminal).saveApiKey({ publicKey: 'both', ha1: proof, grants })
    await openStore(terminal).saveServiceAccount({ clientId: 'both', secretHash: proof, grants })
    expect(await terminal.run('credentials', 'rotate', 'both')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'error: a service account and an API key have the id "both"; select one with --kind\n',
    })
    const kindFlags = ['both', '--kind', 'service-account']
    const { stdout } = await terminal.run('credentials', 'rotate', ...kindFlags)
    expect(stdout).toContain('MONGODB_ATLAS_CLIENT_ID=both\n')
    expect((await openStore(terminal).serviceAccount('both'))?.secretHash).not.toBe(proof)
    expect((await openStore(terminal).apiKey('both'))?.ha1).toBe(proof)
    expect((await terminal.run('credentials', 'revoke', ...kindFlags)).code).toBe(0)
    expect((await openStore(terminal).credentials()).map(({ kind }) => kind)).toEqual(['api key'])
  })

  test('with --sql, --kind sets the kind of an id in another format', async () => {
    const terminal = await createTerminal()
    const rotate = ['credentials', 'rotate', 'by-hand', '--sql', terminal.file('a.sql')]
    const { code, stdout } = await terminal.run(...rotate, '--kind', 'service-account')
    expect([code, parseCredential(stdout).id]).toEqual([0, 'by-hand'])
    expect(readFileSync(terminal.file('a.sql'), 'utf8')).toMatch(
      /^UPDATE credential SET proof = '[0-9a-f]{64}' WHERE kind = 'service account' AND id = 'by-hand';\n$/,
    )
  })

  test.each(['rotate', 'revoke'])('%s of an unknown id exits with 1', async (command) => {
    const terminal = await createTerminal()
    const output = command === 'rotate' ? ['--output', terminal.file('a.env')] : []
    expect(await terminal.run('credentials', command, "x' OR 1=1 --", ...output)).toEqual({
      code: 1,
      stdout: '',
      stderr: `error: no credential has the id "x' OR 1=1 --"; "export-buckets-edge credentials list" shows all\n`,
    })
    expect(readdirSync(terminal.folder)).not.toContain('a.env')
  })
})

describe('a remote database that becomes unavailable during a change', () => {
  async function createLostDatabase(failingStatements: RegExp, ...args: string[]) {
    const terminal = await createTerminal()
    await using database = await HranaServer.start(terminal.file('remote.db'))
    const remote = ['--database', database.url]
    await terminal.run('migrate', ...remote)
    Object.assign(database, { failure: 503, failingStatements })
    return await terminal.run('credentials', ...args, ...remote)
  }
  const writeStatements = /INSERT|UPDATE|DELETE/
  const unknownOutcome =
    'error: the connection to the database was lost; the change may or may not have been made: check "export-buckets-edge credentials list" when the database is available: the database is unavailable: the server responded with 503\n'

  test.each([
    ['rotate', 'mdb_sa_id_1', '--kind', 'service-account'],
    ['revoke', 'mdb_sa_id_1'],
    ['add', 'api-key', ...readerFlags],
  ])('%s reports that the change may have been applied', async (...args) => {
    const { code, stdout, stderr } = await createLostDatabase(writeStatements, ...args)
    expect({ code, stdout, stderr }).toEqual({ code: 3, stdout: '', stderr: unknownOutcome })
  })

  test('the file with the secret is kept, because the new secret may be valid', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'export-buckets-cli-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const file = join(folder, 'new.env')
    const { code, stderr } = await createLostDatabase(
      writeStatements,
      'add',
      'api-key',
      ...readerFlags,
      '--output',
      file,
    )
    expect([code, stderr]).toEqual([
      3,
      `The secret is in ${file}, but may not be in the database: test it, and remove the file if it is rejected.\n${unknownOutcome}`,
    ])
    expect(readFileSync(file, 'utf8')).toContain('MONGODB_ATLAS_PRIVATE_API_KEY=')
  })

  test('a database that is unavailable before the change is unchanged, and no file is left behind', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'export-buckets-cli-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const file = join(folder, 'new.env')
    const { code, stderr } = await createLostDatabase(
      /(?:)/,
      'add',
      'api-key',
      ...readerFlags,
      '--output',
      file,
    )
    expect([code, stderr]).toEqual([
      1,
      'error: the database is unavailable: the server responded with 503\n',
    ])
    expect(readdirSync(folder)).toEqual([])
  })
})
