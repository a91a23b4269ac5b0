import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { id } from '../create-test-app.ts'
import { HranaServer } from '../hrana-server.ts'
import { addCredential, openStore, readerFlags } from './credentials.ts'
import { createTerminal, parseCredential } from './terminal.ts'

describe('credentials rotate and revoke', () => {
  test('a new secret leaves what the credential may do as it is', async () => {
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
      stderr: `"${key}" opens nothing any more.\n`,
    })
    expect((await openStore(terminal).credentials()).map((credential) => credential.id)).toEqual([
      account,
    ])
  })

  test('where one of each kind has the id, rotate asks which, and --kind says it', async () => {
    const terminal = await createTerminal()
    const [proof, grants] = ['e'.repeat(32), []]
    await openStore(terminal).saveApiKey({ publicKey: 'both', ha1: proof, grants })
    await openStore(terminal).saveServiceAccount({ clientId: 'both', secretHash: proof, grants })
    expect(await terminal.run('credentials', 'rotate', 'both')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: a service account and an API key have the id "both"; say which with --kind\n',
    })
    const kindFlags = ['both', '--kind', 'service-account']
    const { stdout } = await terminal.run('credentials', 'rotate', ...kindFlags)
    expect(stdout).toContain('MONGODB_ATLAS_CLIENT_ID=both\n')
    expect((await openStore(terminal).serviceAccount('both'))?.secretHash).not.toBe(proof)
    expect((await openStore(terminal).apiKey('both'))?.ha1).toBe(proof)
    expect((await terminal.run('credentials', 'revoke', ...kindFlags)).code).toBe(0)
    expect((await openStore(terminal).credentials()).map(({ kind }) => kind)).toEqual(['api key'])
  })

  test('--kind also tells of an id of its own form, for D1', async () => {
    const terminal = await createTerminal()
    const rotate = ['credentials', 'rotate', 'by-hand', '--sql', terminal.file('a.sql')]
    const { code, stdout } = await terminal.run(...rotate, '--kind', 'service-account')
    expect([code, parseCredential(stdout).id]).toEqual([0, 'by-hand'])
    expect(readFileSync(terminal.file('a.sql'), 'utf8')).toMatch(
      /^UPDATE credential SET proof = '[0-9a-f]{64}' WHERE kind = 'service account' AND id = 'by-hand';\n$/,
    )
  })

  test.each(['rotate', 'revoke'])('%s of what is not there exits with 1', async (command) => {
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

describe('a database on another machine that is lost while it is asked for a change', () => {
  async function createLostDatabase(failingStatements: RegExp, ...args: string[]) {
    const terminal = await createTerminal()
    await using database = await HranaServer.start(terminal.file('remote.db'))
    const remote = ['--database', database.url]
    await terminal.run('migrate', ...remote)
    Object.assign(database, { failure: 503, failingStatements })
    return await terminal.run('credentials', ...args, ...remote)
  }
  const writeStatements = /INSERT|UPDATE|DELETE/
  const unknown =
    'error: nobody knows whether the database made the change: see "export-buckets-edge credentials list" when it is back: the database is away: it answers 503\n'

  test.each([
    ['rotate', 'mdb_sa_id_1', '--kind', 'service-account'],
    ['revoke', 'mdb_sa_id_1'],
    ['add', 'api-key', ...readerFlags],
  ])('%s says that nobody knows whether it was done', async (...args) => {
    const { code, stdout, stderr } = await createLostDatabase(writeStatements, ...args)
    expect({ code, stdout, stderr }).toEqual({ code: 3, stdout: '', stderr: unknown })
  })

  test('the file with the secret stays, since it may be the one that opens', async () => {
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
      `The secret, if the database has it, is in ${file}: try it, and remove the file where it does not work.\n${unknown}`,
    ])
    expect(readFileSync(file, 'utf8')).toContain('MONGODB_ATLAS_PRIVATE_API_KEY=')
  })

  test('one that is away before has made no change, and no file stays', async () => {
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
    expect([code, stderr]).toEqual([1, 'error: the database is away: it answers 503\n'])
    expect(readdirSync(folder)).toEqual([])
  })
})
