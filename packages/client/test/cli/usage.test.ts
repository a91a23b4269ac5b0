import { parseArguments } from '@export-buckets/cli-kit/arguments'
import { apiVersions } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { commands } from '../../src/cli/commands/index.ts'
import { exportBucketId } from '../fakes/buckets.ts'
import { type RunOptions, runCli } from './run-cli.ts'

const bucketFlags = ['--exportBucketId', exportBucketId]
const unsetProject = { MONGODB_ATLAS_PROJECT_ID: undefined }
const commandNames = [
  'export, get, list, create, update, delete',
  'cluster list, cluster get',
  'role list, role get, role create, role authorize, role deauthorize',
  'snapshot list, snapshot get, snapshot create, snapshot newest, snapshot watch, snapshot delete',
  'job list, job get, job create, job watch',
  'schedule get, schedule update, schedule delete',
  'completion, version, help',
].join(', ')

async function usageError(args: readonly string[], runOptions: RunOptions = {}) {
  const { code, stdout, stderr, api, token } = await runCli(args, {}, runOptions)
  expect([code, stdout, api, token]).toEqual([2, '', [], []])
  return stderr
}

describe('usage errors', () => {
  test.each([
    [[], `missing command (expected ${commandNames}); see export-buckets --help`],
    [['gte'], `unknown command "gte" (expected ${commandNames}); see export-buckets --help`],
    [['role'], `unknown command "role" (expected ${commandNames}); see export-buckets --help`],
    [['job', 'gte'], `unknown command "job gte" (expected ${commandNames}); `],
    [['help', 'job', 'gte'], `unknown command "job gte" (expected ${commandNames}); `],
    [['job', 'get', 'x'], 'job get: unexpected argument "x"'],
    [
      ['--version'],
      'unknown command "--version" (-V prints the version of this program; --version is the API date of a command)',
    ],
    [['help', 'me'], 'unknown command "me" (expected export, get, '],
    [['completion', 'tcsh'], 'completion: expected bash, zsh, fish, got "tcsh"'],
    [['completion'], 'completion: expected bash, zsh, fish, got nothing'],
    [
      ['get', ...bucketFlags, '--bucket', 'x'],
      'unknown flag --bucket (expected --groupId, --exportBucketId, ',
    ],
    [['get', ...bucketFlags, '-x'], 'unknown flag -x (expected '],
    [['get', exportBucketId], `get: unexpected argument "${exportBucketId}"`],
    [['get', ...bucketFlags, '--', 'x'], 'get: unexpected argument "x"'],
    [['get', ...bucketFlags, ...bucketFlags], 'duplicate flag --exportBucketId'],
    [['get', '--exportBucketId'], '--exportBucketId: expected ID, got nothing'],
    [['get', '--exportBucketId', '--verbose'], '--exportBucketId: expected ID, got nothing'],
    [
      ['get', '--exportBucketId', 'ABC'],
      '--exportBucketId: expected 24 lower-case hexadecimal digits, got 3 characters: "ABC"',
    ],
    [['get', '--exportBucketId='], '--exportBucketId: expected ID, got nothing'],
    [['get', ...bucketFlags, '--envelope=yes'], '--envelope: expected true, false, got "yes"'],
    [['get', ...bucketFlags, '--envelope', 'yes'], 'get: unexpected argument "yes"'],
    [['get', ...bucketFlags, '--envelope=true', 'false'], 'get: unexpected argument "false"'],
    [['get', ...bucketFlags, '-o', 'yaml'], '--output: expected json, table, got "yaml"'],
    [
      ['get', ...bucketFlags, '--envelope', '-o', 'table'],
      '--envelope cannot be combined with -o table',
    ],
    [
      ['get', ...bucketFlags, '--version', '2024-01-01'],
      `--version: expected ${apiVersions.join(', ')}, got "2024-01-01"`,
    ],
    [['list', '--itemsPerPage', '501'], '--itemsPerPage: expected at most 500, got 501'],
    [
      ['list', '--pageNum=0', '--itemsPerPage=x'],
      '--itemsPerPage: expected an integer, got "x"; --pageNum: expected at least 1, got 0',
    ],
    [['create', '--cloudProvider', 'aws'], '--cloudProvider: expected AWS, AZURE, GCP, got "aws"'],
    [['create'], 'missing body: use either --file or --cloudProvider, --bucketName, '],
    [
      ['create', '--file', 'x', '--roleId', exportBucketId],
      'more than one body: use either --file or ',
    ],
    [
      ['create', '--file', 'absent.json'],
      "--file absent.json: cannot be read: ENOENT: no such file, open 'absent.json'",
    ],
  ])('%j exits with 2 and sends nothing', async (args, message) => {
    const stderr = await usageError(args)
    expect(stderr).toContain(`error: ${message}`)
    expect(stderr).toMatch(/^[^\n]+\n$/)
  })

  test('the error lists every missing flag', async () => {
    expect(await usageError(['get'], { env: unsetProject })).toBe(
      "error: --groupId: missing, and MONGODB_ATLAS_PROJECT_ID is not set (ID: the project's id); --exportBucketId: missing (ID: the export bucket's id)\n",
    )
  })

  test('the error names the variable with an invalid value', async () => {
    const env = { MONGODB_ATLAS_PROJECT_ID: 'Project0' }
    expect(await usageError(['list'], { env })).toMatch(
      /^error: MONGODB_ATLAS_PROJECT_ID: expected 24 lower-case hexadecimal digits/,
    )
  })

  test('the error says where to get a role’s id', async () => {
    const role = ['--iamRoleId', 'arn:aws:iam::1:role/x']
    const bucket = ['--cloudProvider', 'AWS', '--bucketName', 'backups']
    expect(await usageError(['create', ...bucket, ...role])).toMatch(
      / iamRoleId: expected .+ the ARN of an IAM role.+`export-buckets role list`.+\n$/,
    )
  })

  test.each([['{"a":'], [''], [new Uint8Array([0x22, 0xff, 0x22])]])(
    'a file that is not JSON is an error: %j',
    async (content) => {
      const stderr = await usageError(['create', '--file', 'b.json'], {
        files: { 'b.json': content },
      })
      expect(stderr).toMatch(/^error: --file b\.json: expected JSON in UTF-8: .+\n$/)
    },
  )

  test('control characters in arguments are escaped', async () => {
    const stderr = await usageError(['create', '--file', '\u001b[2J'])
    expect(stderr).toContain('--file \\u{1b}[2J: cannot be read')
  })
})

test.each(commands.flatMap((command) => command.examples.map((example) => ({ command, example }))))(
  'the example of $command.name is valid: $example',
  ({ command, example }) => {
    const [, argumentText = ''] = example.split(`export-buckets ${command.name}`)
    const [ownText = ''] = argumentText.split(' | ')
    const args = (ownText.match(/"[^"]*"|\S+/g) ?? []).map((arg) => arg.replaceAll('"', ''))
    const env = { MONGODB_ATLAS_PROJECT_ID: exportBucketId }
    expect(() => parseArguments(args, command, env)).not.toThrow()
  },
)
