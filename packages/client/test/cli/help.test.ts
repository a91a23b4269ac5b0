import { readFileSync } from 'node:fs'
import { atlasVariables, baseUrlVariables } from '@export-buckets/cli-kit/atlas-environment'
import { operations } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { commands } from '../../src/cli/commands/index.ts'
import { exitCodes } from '../../src/cli/exit-code.ts'
import { runCli } from './run-cli.ts'

const variables = [...Object.values(atlasVariables), ...baseUrlVariables]

const noEnv = { MONGODB_ATLAS_CLIENT_ID: '', MONGODB_ATLAS_PROJECT_ID: '' }

describe('help', () => {
  test.each([['--help'], ['-h'], ['help']])(
    '%s lists commands, variables and exit codes',
    async (argument) => {
      const { code, stdout, stderr } = await runCli([argument], {}, { env: noEnv })
      for (const { name, description } of commands) {
        const [firstLine = ''] = description.split('\n')
        expect(stdout).toMatch(new RegExp(`  ${name} +${firstLine}\n`))
      }
      for (const variable of variables) expect(stdout).toContain(variable)
      for (const [number, meaning] of Object.entries(exitCodes)) {
        expect(stdout).toMatch(new RegExp(`  ${number} +${meaning}\n`))
      }
      expect([code, stderr]).toEqual([0, ''])
    },
  )

  test.each(commands)('the help of $name lists its flags and examples', async (command) => {
    const words = command.name.split(' ')
    const { stdout } = await runCli([...words, '--help'], {}, { env: noEnv })
    for (const { name, description } of command.flags) {
      expect(stdout).toContain(`--${name}`)
      expect(stdout).toContain(description)
    }
    for (const example of command.examples) expect(stdout).toContain(`\n  ${example}\n`)
    expect(await runCli(['help', ...words])).toHaveProperty('stdout', stdout)
  })

  test('the help of list matches the expected text', async () => {
    const { stdout } = await runCli(['list', '--help'], {}, { env: noEnv })
    expect(stdout).toBe(`Prints all export buckets of a project, or one page of them.

Usage: export-buckets list [flags]

Flags:
      --groupId ID      the project's id; default: MONGODB_ATLAS_PROJECT_ID
      --envelope        wrap the JSON: {"content": …, "status": …}; a list gets a "status" field
      --includeCount    include totalCount
      --itemsPerPage N  results per page, 1 to 500
      --pageNum N       fetch this page only, from 1
      --version DATE    the API date, 2023-01-01 to 2025-03-12; default: the newest
  -o, --output FORMAT   json or table; default: table on a terminal, json elsewhere
      --verbose         log requests and responses to standard error, without secrets
  -h, --help            this help

Examples:
  export-buckets list --groupId 32b6e34b3d91647abb20e7b8
  export-buckets list --pageNum 2 --itemsPerPage 50 -o json
  export-buckets list | jq -r '.results[].bucketName'

Operation listGroupBackupExportBuckets; requires the role GROUP_READ_ONLY in the project.
`)
  })

  test('the help of export names every operation with its role, and why clusters are exported at once', async () => {
    const { stdout } = await runCli(['export', '--help'], {}, { env: noEnv })
    const [description, usage, flags, examples, notes] = stdout.split('\n\n')
    expect(description).toMatch(/\nSeveral clusters are exported at the same time, because /)
    expect(usage).toBe(
      'Usage: export-buckets export --clusterName NAME --exportBucketId ID [flags]',
    )
    expect(flags).toContain("      --clusterName NAME      the cluster's name; may be repeated\n")
    expect(examples?.split('\n')).toHaveLength(4)
    expect(notes).toBe(`Operations that it may call, and the roles that they require in the project:
  createGroupClusterBackupExport                 GROUP_BACKUP_EXPORT_OPERATOR
  getGroupCluster                                GROUP_READ_ONLY
  listGroupClusterBackupSnapshots                GROUP_READ_ONLY
  listGroupClusterBackupSnapshotShardedClusters  GROUP_READ_ONLY
  takeGroupClusterBackupSnapshots                GROUP_BACKUP_CREATOR
  getGroupClusterBackupSnapshot                  GROUP_READ_ONLY
  getGroupClusterBackupSnapshotShardedCluster    GROUP_READ_ONLY
  getGroupClusterBackupExport                    GROUP_BACKUP_MANAGER
`)
  })

  test('every operation is called by a command, which names its role', () => {
    const notes = commands.map((command) => command.notes).join('\n')
    for (const { operationId, role } of Object.values(operations))
      expect(notes).toMatch(new RegExp(`\\b${operationId}\\b.*${role}`))
  })

  test('every parameter in the path of an operation is a flag', () => {
    const parameters = Object.values(operations).flatMap(({ path }) => path.match(/(?<=\{)\w+/g))
    const names = commands.flatMap((command) => command.flags.map(({ name }) => name))
    expect(names).toEqual(expect.arrayContaining(parameters))
  })

  test('headings are bold on a terminal', async () => {
    const terminal = ['stdout'] as const
    const bold = (text: string) => `\u001b[1m${text}\u001b[22m`
    const { stdout } = await runCli(['help'], {}, { terminal })
    for (const title of ['Usage:', 'Commands:', 'Environment:', 'Exit codes:'])
      expect(stdout).toContain(`\n${bold(title)}`)
    const commandHelp = await runCli(['help', 'list'], {}, { terminal })
    for (const title of ['Usage:', 'Flags:', 'Examples:'])
      expect(commandHelp.stdout).toContain(`\n${bold(title)}`)
  })

  test.each([
    ['completion', 'Prints the completion script of a shell.', ' bash|zsh|fish'],
    ['version', 'Prints the version of this program, like -V.', ''],
    ['help', 'Prints this help, or the help of a command.', ' [COMMAND]'],
  ])('the help of %s lists its arguments', async (name, description, positional) => {
    const { code, stdout } = await runCli(['help', name], {}, { env: noEnv })
    const usage = `Usage: export-buckets ${name}${positional}`
    expect([code, stdout]).toEqual([0, `${description}\n\n${usage}\n`])
  })

  test.each(['completion', 'version'])(
    '%s --help prints the same as help followed by the command',
    async (name) => {
      const { stdout } = await runCli(['help', name])
      expect(await runCli([name, '--help'])).toMatchObject({ code: 0, stdout })
    },
  )

  test('help --help prints the help of the program', async () => {
    const { stdout } = await runCli(['help'])
    expect(await runCli(['help', '--help'])).toMatchObject({ code: 0, stdout })
  })

  test('--help takes precedence over invalid flags', async () => {
    const { code, stdout } = await runCli(['get', '--nonsense', '-h'])
    expect([code, stdout.split('\n')[0]]).toEqual([0, 'Prints one export bucket.'])
  })
})

test.each([['-V'], ['version']])('%s prints the version of the package', async (argument) => {
  const { code, stdout } = await runCli([argument])
  expect([code, stdout]).toEqual([0, `${manifest.version}\n`])
})

describe('README', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const section = readme.slice(readme.indexOf('## Command line'))

  test('the README documents every flag', () => {
    const flags = commands.flatMap((command) => command.flags)
    for (const { name } of flags) expect(section).toContain(`--${name}`)
  })

  test('the README documents every exit code and every variable', () => {
    for (const [code, meaning] of Object.entries(exitCodes)) {
      expect(section).toMatch(new RegExp(`\\| ${code} +\\| ${meaning} +\\|`))
    }
    for (const variable of variables) expect(section).toContain(variable)
  })
})
