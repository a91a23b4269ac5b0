import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { HranaServer } from '../hrana-server.ts'
import { id } from '../world.ts'
import { added, reader, storeOf } from './credentials.ts'
import { shown, terminal } from './terminal.ts'

describe('credentials rotate and revoke', () => {
  test('a new secret leaves what the credential may do as it is', async () => {
    const t = await terminal()
    const narrowed = [...reader, '--bucket', id('a'), '--allow-ip', '192.0.2.1']
    for (const kind of ['service-account', 'api-key']) {
      const made = await added(t, kind, ...narrowed)
      const before = await storeOf(t).credentials()
      const { code, stdout } = await t.runs('credentials', 'rotate', made.id)
      expect([code, shown(stdout).id]).toEqual([0, made.id])
      expect(shown(stdout).secret).not.toBe(made.secret)
      expect(shown(stdout).secret).toHaveLength(made.secret.length)
      expect(await storeOf(t).credentials()).toEqual(before)
    }
  })

  test('revoke deletes one credential', async () => {
    const t = await terminal()
    const { id: key } = await added(t, 'api-key', ...reader)
    const { id: account } = await added(t, 'service-account', ...reader)
    expect(await t.runs('credentials', 'revoke', key)).toEqual({
      code: 0,
      stdout: '',
      stderr: `"${key}" opens nothing any more.\n`,
    })
    expect((await storeOf(t).credentials()).map((each) => each.id)).toEqual([account])
  })

  test('where one of each kind has the id, rotate asks which, and --kind says it', async () => {
    const t = await terminal()
    const [proof, grants] = ['e'.repeat(32), []]
    await storeOf(t).saveApiKey({ publicKey: 'both', ha1: proof, grants })
    await storeOf(t).saveServiceAccount({ clientId: 'both', secretHash: proof, grants })
    expect(await t.runs('credentials', 'rotate', 'both')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: a service account and an API key have the id "both"; say which with --kind\n',
    })
    const told = ['both', '--kind', 'service-account']
    const { stdout } = await t.runs('credentials', 'rotate', ...told)
    expect(stdout).toContain('MONGODB_ATLAS_CLIENT_ID=both\n')
    expect((await storeOf(t).serviceAccount('both'))?.secretHash).not.toBe(proof)
    expect((await storeOf(t).apiKey('both'))?.ha1).toBe(proof)
    expect((await t.runs('credentials', 'revoke', ...told)).code).toBe(0)
    expect((await storeOf(t).credentials()).map(({ kind }) => kind)).toEqual(['api key'])
  })

  test('--kind also tells of an id of its own form, for D1', async () => {
    const t = await terminal()
    const rotate = ['credentials', 'rotate', 'by-hand', '--sql', t.file('a.sql')]
    const { code, stdout } = await t.runs(...rotate, '--kind', 'service-account')
    expect([code, shown(stdout).id]).toEqual([0, 'by-hand'])
    expect(readFileSync(t.file('a.sql'), 'utf8')).toMatch(
      /^UPDATE credential SET proof = '[0-9a-f]{64}' WHERE kind = 'service account' AND id = 'by-hand';\n$/,
    )
  })

  test.each(['rotate', 'revoke'])('%s of what is not there exits with 1', async (command) => {
    const t = await terminal()
    const output = command === 'rotate' ? ['--output', t.file('a.env')] : []
    expect(await t.runs('credentials', command, "x' OR 1=1 --", ...output)).toEqual({
      code: 1,
      stdout: '',
      stderr: `error: no credential has the id "x' OR 1=1 --"; "export-buckets-edge credentials list" shows all\n`,
    })
    expect(readdirSync(t.folder)).not.toContain('a.env')
  })
})

describe('a database on another machine that is lost while it is asked for a change', () => {
  async function lost(troubleOf: RegExp, ...args: string[]) {
    const t = await terminal()
    await using database = await HranaServer.start(t.file('remote.db'))
    const remote = ['--database', database.url]
    await t.runs('migrate', ...remote)
    Object.assign(database, { trouble: 503, troubleOf })
    return await t.runs('credentials', ...args, ...remote)
  }
  const changing = /INSERT|UPDATE|DELETE/
  const unknown =
    'error: nobody knows whether the database made the change: see "export-buckets-edge credentials list" when it is back: the database is away: it answers 503\n'

  test.each([
    ['rotate', 'mdb_sa_id_1', '--kind', 'service-account'],
    ['revoke', 'mdb_sa_id_1'],
    ['add', 'api-key', ...reader],
  ])('%s says that nobody knows whether it was done', async (...args) => {
    const { code, stdout, stderr } = await lost(changing, ...args)
    expect({ code, stdout, stderr }).toEqual({ code: 3, stdout: '', stderr: unknown })
  })

  test('the file with the secret stays, since it may be the one that opens', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'export-buckets-cli-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const file = join(folder, 'new.env')
    const { code, stderr } = await lost(changing, 'add', 'api-key', ...reader, '--output', file)
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
    const { code, stderr } = await lost(/(?:)/, 'add', 'api-key', ...reader, '--output', file)
    expect([code, stderr]).toEqual([1, 'error: the database is away: it answers 503\n'])
    expect(readdirSync(folder)).toEqual([])
  })
})
