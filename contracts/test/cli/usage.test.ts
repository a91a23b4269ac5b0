import { describe, expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { verifyFlags } from '../../src/cli/commands/verify/flags.ts'
import { runProgram } from '../fixtures/run-program.ts'

const url = ['--provider-url', 'http://127.0.0.1:1']

test('--help says which commands there are, and what the exit codes mean', async () => {
  const { code, stdout } = await runProgram(['--help'], {})
  expect(stdout).toMatch(/^ {2}verify {2}\S/m)
  expect(stdout).toMatch(/^ {2}1 {4}a check failed$/m)
  expect(code).toBe(0)
})

test('verify --help says every flag', async () => {
  const { code, stdout } = await runProgram(['verify', '--help'], {})
  for (const { name, description } of verifyFlags) {
    expect(stdout).toContain(`--${name}`)
    expect(stdout).toContain(description)
  }
  expect(code).toBe(0)
})

test.each(['verify', 'drift'])('help %s is its --help', async (name) => {
  const { code, stdout } = await runProgram([name, '--help'], {})
  expect(stdout).toContain(`Usage: export-buckets-contracts ${name}`)
  expect(await runProgram(['help', name], {})).toMatchObject({ code, stdout })
})

test('--version is that of the package', async () => {
  expect((await runProgram(['--version'], {})).stdout).toBe(`${manifest.version}\n`)
})

test.each([
  ['help', 'version'],
  ['--help', '--version'],
  ['-h', '-V'],
])('%s %s is the help of the program', async (...args) => {
  const { code, stdout } = await runProgram(args, {})
  expect([code, stdout]).toEqual([0, (await runProgram(['help'], {})).stdout])
})

test.each(['--help', '-h', '--help=true'])('verify %s asks no provider', async (word) => {
  const { code, stdout } = await runProgram(['verify', ...url, word], {})
  expect([code, stdout]).toEqual([0, (await runProgram(['help', 'verify'], {})).stdout])
})

test('the case of a filter does not count', async () => {
  const filters = ['--operation', 'GETGroupBackupExportBucket', '--provider', 'gcp']
  const { stderr } = await runProgram(['verify', ...url, ...filters], {})
  expect(stderr).toContain('the provider: no answer')
})

describe('exit code 2, and why, for', () => {
  test.for([
    ['no command', [], {}, 'no command; there are verify'],
    ['an unknown command', ['prove'], {}, 'unknown command "prove"; there are verify'],
    [
      'help of an unknown command',
      ['help', 'prove'],
      {},
      'unknown command "prove"; there are verify',
    ],
    [
      'an unknown flag',
      ['verify', '--colour'],
      {},
      'unknown flag --colour; there are --provider-url, ',
    ],
    ['an argument too many', ['verify', 'here'], {}, 'verify: unexpected argument "here"'],
    ['a flag without its value', ['verify', '--html'], {}, '--html: expected FILE, got nothing'],
    ['an empty value', ['verify', ...url, '--html', ''], {}, '--html: expected FILE, got nothing'],
    ['a value given twice', ['verify', ...url, ...url], {}, '--provider-url is given twice'],
    [
      'no provider',
      ['verify'],
      {},
      '--provider-url: missing, and MONGODB_ATLAS_OPS_MANAGER_URL or MONGODB_ATLAS_BASE_URL is not set',
    ],
    [
      'a provider that is no URL',
      ['verify', '--provider-url', 'atlas'],
      {},
      '--provider-url: expected an absolute URL',
    ],
    [
      'a provider whose URL holds a password',
      ['verify'],
      { MONGODB_ATLAS_OPS_MANAGER_URL: 'https://a:pw@b.c' },
      'MONGODB_ATLAS_OPS_MANAGER_URL: must hold no user name or password',
    ],
    [
      'a provider whose URL by its other variable holds a password',
      ['verify'],
      { MONGODB_ATLAS_BASE_URL: 'https://a:pw@b.c' },
      'MONGODB_ATLAS_BASE_URL: must hold no user name or password',
    ],
    [
      'two variables with different providers',
      ['verify'],
      {
        MONGODB_ATLAS_OPS_MANAGER_URL: 'https://a.example',
        MONGODB_ATLAS_BASE_URL: 'https://b.example',
      },
      'MONGODB_ATLAS_OPS_MANAGER_URL and MONGODB_ATLAS_BASE_URL are set to different URLs',
    ],
    [
      'white space round a credential',
      ['verify', ...url],
      { MONGODB_ATLAS_CLIENT_ID: 'id', MONGODB_ATLAS_CLIENT_SECRET: 'secret\n' },
      'MONGODB_ATLAS_CLIENT_SECRET: must not begin or end with white space',
    ],
    [
      'states at no URL',
      ['verify', ...url, '--states-url', 'ftp://a'],
      {},
      '--states-url: expected a URL of http or https',
    ],
    [
      'states behind a password',
      ['verify', ...url, '--states-url', 'http://a:pw@b'],
      {},
      '--states-url: must hold no user name or password',
    ],
    [
      'states behind a user name',
      ['verify', ...url, '--states-url', 'http://a@b'],
      {},
      '--states-url: must hold no user name or password',
    ],
    [
      'a provider that is not there, though its states may be',
      ['verify', ...url, '--states-url', 'https://127.0.0.1:1'],
      {},
      'the provider: no answer',
    ],
    [
      'plain http to elsewhere',
      ['verify', '--provider-url', 'http://example.com'],
      {},
      '--provider-url: must be https, not http; --allow-http lets http through',
    ],
    [
      'a malformed project',
      ['verify', ...url, '--project', 'x'],
      {},
      '--project: expected 24 lower-case hex',
    ],
    [
      'a malformed bucket',
      ['verify', ...url],
      { EXPORT_BUCKET_ID_GCP: 'x' },
      'EXPORT_BUCKET_ID_GCP: expected 24 lower-case hex',
    ],
    [
      'half of a service account',
      ['verify', ...url],
      { MONGODB_ATLAS_CLIENT_ID: 'mdb_sa_id_1' },
      'MONGODB_ATLAS_CLIENT_ID is set, but MONGODB_ATLAS_CLIENT_SECRET is not',
    ],
    [
      'an unknown operation',
      ['verify', ...url, '--operation', 'get'],
      {},
      '--operation: there is no "get", but createGroupBackupExportBucket, ',
    ],
    [
      'an unknown date',
      ['verify', ...url, '--version', '2024-01-01'],
      {},
      '--version: there is no "2024-01-01", but 2023-01-01, ',
    ],
    [
      'an unknown provider',
      ['verify', ...url, '--provider', 'IBM'],
      {},
      '--provider: there is no "IBM", but AWS, AZURE, GCP',
    ],
    [
      'an unknown status',
      ['verify', ...url, '--status', '418'],
      {},
      '--status: there is no "418", but 200, 204, 400, ',
    ],
    [
      'filters that leave nothing',
      ['verify', ...url, '--version', '2025-03-12', '--status', '429'],
      {},
      'no cell of the matrix has all of the values',
    ],
    [
      'states and a project of its own',
      [
        'verify',
        ...url,
        '--states-url',
        'http://127.0.0.1:1',
        '--project',
        '5cf3a1b0c2d4e5f601234567',
      ],
      {},
      '--project is for read-only',
    ],
  ] as const)('%s', async ([_name, args, env, message]) => {
    const { code, stdout, stderr } = await runProgram(args, env)
    expect(stderr).toMatch(/^error: .+\n$/)
    expect(stderr).toContain(message)
    expect(stderr).not.toContain('pw@')
    expect(stdout).toBe('')
    expect(code).toBe(2)
  })
})
