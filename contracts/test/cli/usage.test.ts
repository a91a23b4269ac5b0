import { describe, expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { verifyFlags } from '../../src/cli/verify/flags.ts'
import { runProgram } from '../fixtures/run-program.ts'

const url = ['--provider-url', 'http://127.0.0.1:1']

test('--help lists the commands and the exit codes', async () => {
  const { code, stdout } = await runProgram(['--help'], {})
  expect(stdout).toMatch(/^ {2}verify +\S/m)
  expect(stdout).toMatch(/^ {2}1 {4}a check failed$/m)
  expect(code).toBe(0)
})

test('verify --help lists every flag', async () => {
  const { code, stdout } = await runProgram(['verify', '--help'], {})
  for (const { name, description } of verifyFlags) {
    expect(stdout).toContain(`--${name}`)
    expect(stdout).toContain(description)
  }
  expect(code).toBe(0)
})

test.each(['verify', 'drift'])('help %s prints the same as its --help', async (name) => {
  const { code, stdout } = await runProgram([name, '--help'], {})
  expect(stdout).toContain(`Usage: export-buckets-contracts ${name}`)
  expect(await runProgram(['help', name], {})).toMatchObject({ code, stdout })
})

test('--version prints the version of the package', async () => {
  expect((await runProgram(['--version'], {})).stdout).toBe(`${manifest.version}\n`)
})

test.each([
  ['--help', '--version'],
  ['-h', '-V'],
])('%s %s is the help of the program', async (...args) => {
  const { code, stdout } = await runProgram(args, {})
  expect([code, stdout]).toEqual([0, (await runProgram(['help'], {})).stdout])
})

test.each(['--help', '-h', '--help=true'])('verify %s sends no request', async (word) => {
  const { code, stdout } = await runProgram(['verify', ...url, word], {})
  expect([code, stdout]).toEqual([0, (await runProgram(['help', 'verify'], {})).stdout])
})

test('filters ignore case', async () => {
  const filters = ['--operation', 'GETGroupBackupExportBucket', '--provider', 'gcp']
  const { stderr } = await runProgram(['verify', ...url, ...filters], {})
  expect(stderr).toContain('the provider: no response')
})

describe('the program exits with 2 and a message for', () => {
  test.for([
    ['no command', [], {}, 'missing command (expected verify, drift, version, help)'],
    ['an unknown command', ['prove'], {}, 'unknown command "prove" (expected verify'],
    [
      'help of an unknown command',
      ['help', 'prove'],
      {},
      'unknown command "prove" (expected verify',
    ],
    [
      'an unknown flag',
      ['verify', '--colour'],
      {},
      'unknown flag --colour (expected --provider-url, ',
    ],
    ['an unexpected argument', ['verify', 'here'], {}, 'verify: unexpected argument "here"'],
    ['a flag without its value', ['verify', '--html'], {}, '--html: expected FILE, got nothing'],
    ['an empty value', ['verify', ...url, '--html', ''], {}, '--html: expected FILE, got nothing'],
    ['a value given twice', ['verify', ...url, ...url], {}, 'duplicate flag --provider-url'],
    [
      'a missing provider',
      ['verify'],
      {},
      '--provider-url: missing, and MONGODB_ATLAS_OPS_MANAGER_URL or MONGODB_ATLAS_BASE_URL is not set',
    ],
    [
      'a provider that is not a URL',
      ['verify', '--provider-url', 'atlas'],
      {},
      '--provider-url: expected an absolute URL',
    ],
    [
      'a provider whose URL contains a password',
      ['verify'],
      { MONGODB_ATLAS_OPS_MANAGER_URL: 'https://a:pw@b.c' },
      'MONGODB_ATLAS_OPS_MANAGER_URL: must hold no user name or password',
    ],
    [
      'a provider whose URL in the other variable contains a password',
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
      'white space around a credential',
      ['verify', ...url],
      { MONGODB_ATLAS_CLIENT_ID: 'id', MONGODB_ATLAS_CLIENT_SECRET: 'secret\n' },
      'MONGODB_ATLAS_CLIENT_SECRET: must not begin or end with white space',
    ],
    [
      'a states URL that is not a URL',
      ['verify', ...url, '--states-url', 'ftp://a'],
      {},
      '--states-url: expected an http or https URL',
    ],
    [
      'a states URL with a password',
      ['verify', ...url, '--states-url', 'http://a:pw@b'],
      {},
      '--states-url: must not contain a user name or password',
    ],
    [
      'a states URL with a user name',
      ['verify', ...url, '--states-url', 'http://a@b'],
      {},
      '--states-url: must not contain a user name or password',
    ],
    [
      'an unreachable provider, even with provider states',
      ['verify', ...url, '--states-url', 'https://127.0.0.1:1'],
      {},
      'the provider: no response',
    ],
    [
      'plain http to another host',
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
      '--operation: unknown value "get" (expected one of authorizeGroupCloudProviderAccessRole, ',
    ],
    [
      'an unknown date',
      ['verify', ...url, '--version', '2024-01-01'],
      {},
      '--version: unknown value "2024-01-01" (expected one of 2023-01-01, ',
    ],
    [
      'an unknown provider',
      ['verify', ...url, '--provider', 'IBM'],
      {},
      '--provider: unknown value "IBM" (expected one of AWS, AZURE, GCP)',
    ],
    [
      'an unknown status',
      ['verify', ...url, '--status', '418'],
      {},
      '--status: unknown value "418" (expected one of 200, 204, 400, ',
    ],
    [
      'filters that match no cell',
      ['verify', ...url, '--version', '2025-03-12', '--status', '429'],
      {},
      'no cell of the matrix matches all filters',
    ],
    [
      'a states URL and a project',
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
    [
      'a states URL and a cluster',
      ['verify', ...url, '--states-url', 'http://127.0.0.1:1', '--cluster', 'Cluster0'],
      {},
      '--cluster is for read-only',
    ],
    [
      'a role that is an ARN',
      ['verify', ...url, '--role-aws', 'arn:aws:iam::123456789012:role/atlas'],
      {},
      "use Atlas's id of the role",
    ],
    [
      'a cluster name that no cluster can have',
      ['verify', ...url, '--sharded-cluster', 'a_b'],
      {},
      '--sharded-cluster: ',
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
