import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { baseUrlVariables } from '@export-buckets/cli-kit/atlas-environment'
import { describe, expect, test } from 'vitest'
import { credentialsText } from '../../src/runtimes/server/credentials-file.ts'
import { groupId, otherGroupId } from '../create-test-app.ts'
import { addCredential, openStore, readerFlags } from './credentials.ts'
import { createTerminal, type Terminal } from './terminal.ts'

/** Returns the variables that a shell exports after it sources a file. */
function sourceVariables(file: string): Record<string, string> {
  const script = `. "$0"; "${process.execPath}" --print 'JSON.stringify(process.env)'`
  const env: Record<string, string> = JSON.parse(
    execFileSync('sh', ['-euc', script, file], { env: {}, encoding: 'utf8' }),
  )
  const names = Object.keys(env).filter((name) => /^(MONGODB_ATLAS|EXPORT_BUCKET)_/.test(name))
  return Object.fromEntries(names.map((name) => [name, env[name] ?? '']))
}

const url = 'https://buckets.example.com'
const urls = Object.fromEntries(baseUrlVariables.map((name) => [name, url]))

/** Adds an API key whose secret goes to a file, and returns the path of the file. */
async function addToFile(terminal: Terminal, ...flags: string[]): Promise<string> {
  const output = terminal.file('key.env')
  const add = ['credentials', 'add', 'api-key', ...readerFlags, '--output', output, ...flags]
  expect(await terminal.run(...add)).toMatchObject({ code: 0, stdout: '' })
  return output
}

describe('the file of --output', () => {
  test('the file exports the credential, its project and the base URL under every name to the shell that sources it', async () => {
    const file = await addToFile(await createTerminal(), '--base-url', `${url}/`)
    expect(sourceVariables(file)).toEqual({
      MONGODB_ATLAS_PUBLIC_API_KEY: expect.stringMatching(/^[a-z]{8}$/),
      MONGODB_ATLAS_PRIVATE_API_KEY: expect.stringMatching(/^[0-9a-f-]{36}$/),
      MONGODB_ATLAS_PROJECT_ID: groupId,
      ...urls,
    })
  })

  test('the file has the format of the sample credentials file', async () => {
    const file = await addToFile(await createTerminal(), '--base-url', url)
    expect(readFileSync(file, 'utf8')).toBe(credentialsText(sourceVariables(file), url))
  })

  test('the base URL comes from PUBLIC_URL when --base-url is absent', async () => {
    const file = await addToFile(await createTerminal({ env: { PUBLIC_URL: url } }))
    expect(sourceVariables(file)).toMatchObject(urls)
  })

  test('without a base URL, a comment names the variables to set', async () => {
    const file = await addToFile(await createTerminal())
    const [comment] = readFileSync(file, 'utf8').split('\n')
    expect(comment).toMatch(/^# Set .* to the URL of the server/)
    for (const name of baseUrlVariables) {
      expect(comment).toContain(name)
      expect(sourceVariables(file)).not.toHaveProperty(name)
    }
  })

  test('no project is exported when the credential has several', async () => {
    const otherProjectFlags = ['--project', otherGroupId, '--role', 'GROUP_READ_ONLY']
    const file = await addToFile(await createTerminal(), '--base-url', url, ...otherProjectFlags)
    expect(sourceVariables(file)).not.toHaveProperty('MONGODB_ATLAS_PROJECT_ID')
  })

  test.each([[], ['--kind', 'service-account']])(
    'rotate writes the same variables as add: %s %s',
    async (...kind) => {
      const terminal = await createTerminal()
      const { id } = await addCredential(terminal, 'service-account', ...readerFlags)
      const file = terminal.file('new.env')
      const flags = ['--output', file, '--base-url', url, ...kind]
      expect(await terminal.run('credentials', 'rotate', id, ...flags)).toMatchObject({ code: 0 })
      expect(sourceVariables(file)).toEqual({
        MONGODB_ATLAS_CLIENT_ID: id,
        MONGODB_ATLAS_CLIENT_SECRET: expect.stringMatching(/^mdb_sa_sk_/),
        MONGODB_ATLAS_PROJECT_ID: groupId,
        ...urls,
      })
    },
  )
})

describe('an invalid base URL', () => {
  const add = ['credentials', 'add', 'api-key', ...readerFlags]

  test.each<[string, Record<string, string>, string[]]>([
    ['--base-url', {}, ['--base-url', 'ftp://x:hush@example.com']],
    ['PUBLIC_URL', { PUBLIC_URL: 'https://x:hush@example.com' }, []],
  ])(
    'an invalid URL in %s is rejected by name, and no credential is added',
    async (name, env, flags) => {
      const terminal = await createTerminal({ env })
      const { code, stdout, stderr } = await terminal.run(
        ...add,
        '--output',
        terminal.file('a.env'),
        ...flags,
      )
      expect([code, stdout]).toEqual([2, ''])
      expect(stderr).toMatch(new RegExp(`^error: ${name}: expected http`))
      expect(stderr).not.toContain('hush')
      expect(existsSync(terminal.file('a.env'))).toBe(false)
      expect(await openStore(terminal).credentials()).toEqual([])
    },
  )

  test('--base-url without --output is rejected, and no credential is added', async () => {
    const terminal = await createTerminal()
    const { code, stderr } = await terminal.run(...add, '--base-url', url)
    expect([code, stderr]).toEqual([
      2,
      'error: --base-url: expected with --output, because it is written to that file\n',
    ])
    expect(await openStore(terminal).credentials()).toEqual([])
  })
})
