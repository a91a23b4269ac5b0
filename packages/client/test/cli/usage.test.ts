import { readArguments } from '@export-buckets/command-line/arguments'
import { apiVersions } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { flagsOf } from '../../src/cli/command.ts'
import { commands } from '../../src/cli/commands/index.ts'
import { exportBucketId } from '../stand-in/buckets.ts'
import { runs, type Surroundings } from './terminal.ts'

const id = ['--exportBucketId', exportBucketId]
const unset = { MONGODB_ATLAS_PROJECT_ID: undefined }

async function complaint(args: readonly string[], surroundings: Surroundings = {}) {
  const { code, stdout, stderr, api, token } = await runs(args, {}, surroundings)
  expect([code, stdout, api, token]).toEqual([2, '', [], []])
  return stderr
}

describe('wrong usage exits with 2, sends nothing and says', () => {
  test.each([
    [[], 'no command; run export-buckets --help'],
    [
      ['gte'],
      'unknown command "gte"; there are get, list, create, update, delete, completion, version, help',
    ],
    [
      ['--version'],
      'unknown command "--version"; the version of this program is -V; --version is the API date of a command',
    ],
    [['help', 'me'], 'unknown command "me"; there are get, '],
    [['completion', 'tcsh'], 'completion: expected bash, zsh, fish, got "tcsh"'],
    [['completion'], 'completion: expected bash, zsh, fish, got nothing'],
    [
      ['get', ...id, '--bucket', 'x'],
      'unknown flag --bucket; there are --groupId, --exportBucketId, ',
    ],
    [['get', ...id, '-x'], 'unknown flag -x; '],
    [['get', exportBucketId], `get: unexpected argument "${exportBucketId}"`],
    [['get', ...id, '--', 'x'], 'get: unexpected argument "x"'],
    [['get', ...id, ...id], '--exportBucketId is given twice'],
    [['get', '--exportBucketId'], '--exportBucketId: expected ID, got nothing'],
    [['get', '--exportBucketId', '--verbose'], '--exportBucketId: expected ID, got nothing'],
    [
      ['get', '--exportBucketId', 'ABC'],
      '--exportBucketId: expected 24 lower-case hexadecimal digits, got 3 characters: "ABC"',
    ],
    [['get', '--exportBucketId='], '--exportBucketId: expected ID, got nothing'],
    [['get', ...id, '--envelope=yes'], '--envelope: expected true, false, got "yes"'],
    [['get', ...id, '--envelope', 'yes'], 'get: unexpected argument "yes"'],
    [['get', ...id, '--envelope=true', 'false'], 'get: unexpected argument "false"'],
    [['get', ...id, '-o', 'yaml'], '--output: expected json, table, got "yaml"'],
    [['get', ...id, '--envelope', '-o', 'table'], '--envelope: only for JSON, not with -o table'],
    [
      ['get', ...id, '--version', '2024-01-01'],
      `--version: expected ${apiVersions.join(', ')}, got "2024-01-01"`,
    ],
    [['list', '--itemsPerPage', '501'], '--itemsPerPage: expected at most 500, got 501'],
    [
      ['list', '--pageNum=0', '--itemsPerPage=x'],
      '--itemsPerPage: expected an integer, got "x"; --pageNum: expected at least 1, got 0',
    ],
    [['create', '--cloudProvider', 'aws'], '--cloudProvider: expected AWS, AZURE, GCP, got "aws"'],
    [['create'], 'nothing to send: give either --file or --cloudProvider, --bucketName, '],
    [['create', '--file', 'x', '--roleId', exportBucketId], 'two bodies: give either --file or '],
    [
      ['create', '--file', 'absent.json'],
      "--file absent.json: cannot be read: ENOENT: no such file, open 'absent.json'",
    ],
  ])('%j', async (args, message) => {
    const stderr = await complaint(args)
    expect(stderr).toContain(`error: ${message}`)
    expect(stderr).toMatch(/^[^\n]+\n$/)
  })

  test('every missing flag at once', async () => {
    expect(await complaint(['get'], { env: unset })).toBe(
      "error: --groupId: missing, and MONGODB_ATLAS_PROJECT_ID is not set (ID: the project's id); --exportBucketId: missing (ID: the export bucket's id)\n",
    )
  })

  test('which variable holds a value that cannot be', async () => {
    const env = { MONGODB_ATLAS_PROJECT_ID: 'Project0' }
    expect(await complaint(['list'], { env })).toMatch(
      /^error: MONGODB_ATLAS_PROJECT_ID: expected 24 lower-case hexadecimal digits/,
    )
  })

  test('where the id of a role comes from', async () => {
    const role = ['--iamRoleId', 'arn:aws:iam::1:role/x']
    const bucket = ['--cloudProvider', 'AWS', '--bucketName', 'backups']
    expect(await complaint(['create', ...bucket, ...role])).toMatch(
      / iamRoleId: expected .+, got "arn:.+cloudProviderAccess answers it as roleId\)\n$/,
    )
  })

  test.each([['{"a":'], [''], [new Uint8Array([0x22, 0xff, 0x22])]])(
    'that a file is not JSON: %j',
    async (content) => {
      const stderr = await complaint(['create', '--file', 'b.json'], {
        files: { 'b.json': content },
      })
      expect(stderr).toMatch(/^error: --file b\.json: expected JSON in UTF-8: .+\n$/)
    },
  )

  test('where control characters are, without obeying them', async () => {
    const stderr = await complaint(['create', '--file', '\u001b[2J'])
    expect(stderr).toContain('--file \\u{1b}[2J: cannot be read')
  })
})

test.each(commands.flatMap(({ name, examples }) => examples.map((example) => [name, example])))(
  'the example of %s can be run: %s',
  (name, example) => {
    const command = commands.find((each) => each.name === name)
    const [, own = ''] = /export-buckets \w+ ?([^|]*)/.exec(example) ?? []
    const args = own.trim().split(' ').filter(Boolean)
    const env = { MONGODB_ATLAS_PROJECT_ID: exportBucketId }
    expect(() =>
      readArguments(args, { name, flags: command ? flagsOf(command) : [] }, env),
    ).not.toThrow()
  },
)
