import { readFileSync } from 'node:fs'
import { atlasVariables, baseUrlVariables } from '@export-buckets/cli-kit/atlas-environment'
import { describe, expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { commandFlags } from '../../src/cli/command.ts'
import { commands } from '../../src/cli/commands/index.ts'
import { exitCodes } from '../../src/cli/exit-code.ts'
import { metaCommands } from '../../src/cli/meta-commands.ts'
import { runCli } from './run-cli.ts'

const variables = [...Object.values(atlasVariables), ...baseUrlVariables]

const noEnv = { MONGODB_ATLAS_CLIENT_ID: '', MONGODB_ATLAS_PROJECT_ID: '' }

describe('help', () => {
  test.each([['--help'], ['-h'], ['help']])(
    '%s names commands, variables and exit codes',
    async (argument) => {
      const { code, stdout, stderr } = await runCli([argument], {}, { env: noEnv })
      for (const { name, description } of commands)
        expect(stdout).toMatch(new RegExp(`  ${name} +${description}`))
      for (const variable of variables) expect(stdout).toContain(variable)
      for (const [number, meaning] of Object.entries(exitCodes)) {
        expect(stdout).toMatch(new RegExp(`  ${number} +${meaning}\n`))
      }
      expect([code, stderr]).toEqual([0, ''])
    },
  )

  test.each(commands)('of $name names its flags, with examples', async (command) => {
    const { stdout } = await runCli([command.name, '--help'], {}, { env: noEnv })
    for (const { name, description } of commandFlags(command)) {
      expect(stdout).toContain(`--${name}`)
      expect(stdout).toContain(description)
    }
    for (const example of command.examples) expect(stdout).toContain(`\n  ${example}\n`)
    expect(await runCli(['help', command.name])).toHaveProperty('stdout', stdout)
  })

  test('of list reads from its usage to the role that it needs', async () => {
    const { stdout } = await runCli(['list', '--help'], {}, { env: noEnv })
    expect(stdout).toBe(`Prints the export buckets of a project: all of them, or one page.

Usage: export-buckets list [flags]

Flags:
      --groupId ID      the project's id; default: MONGODB_ATLAS_PROJECT_ID
      --envelope        JSON as {"content": …, "status": …}; a list gets its status within
      --includeCount    whether there is a totalCount
      --itemsPerPage N  buckets of a page, 1 to 500
      --pageNum N       this page instead of all buckets, from 1
      --version DATE    the API date to ask for, 2023-01-01 to 2025-03-12; default: the newest
  -o, --output FORMAT   json or table; default: table on a terminal, json elsewhere
      --verbose         requests and responses on standard error, without secrets
  -h, --help            this help

Examples:
  export-buckets list --groupId 32b6e34b3d91647abb20e7b8
  export-buckets list --pageNum 2 --itemsPerPage 50 -o json
  export-buckets list | jq -r '.results[].bucketName'

Operation listGroupBackupExportBuckets; the caller needs the role GROUP_READ_ONLY in the project.
`)
  })

  test('has its headings in bold on a terminal', async () => {
    const terminal = ['stdout'] as const
    const bold = (text: string) => `\u001b[1m${text}\u001b[22m`
    const { stdout } = await runCli(['help'], {}, { terminal })
    for (const title of ['Usage:', 'Commands:', 'Environment:', 'Exit codes:'])
      expect(stdout).toContain(`\n${bold(title)}`)
    const commandHelp = await runCli(['help', 'list'], {}, { terminal })
    for (const title of ['Usage:', 'Flags:', 'Examples:'])
      expect(commandHelp.stdout).toContain(`\n${bold(title)}`)
  })

  test.each(metaCommands)(
    'of $name says what may follow it',
    async ({ name, description, choices }) => {
      const { code, stdout } = await runCli(['help', name], {}, { env: noEnv })
      const usage = ['Usage: export-buckets', name, choices.join('|')].filter(Boolean).join(' ')
      expect([code, stdout]).toEqual([0, `${description}\n\n${usage}\n`])
    },
  )

  test.each(['completion', 'version'])('of %s comes by --help too', async (name) => {
    const { stdout } = await runCli(['help', name])
    expect(await runCli([name, '--help'])).toMatchObject({ code: 0, stdout })
  })

  test('of help is that of the program', async () => {
    const { stdout } = await runCli(['help'])
    expect(await runCli(['help', '--help'])).toMatchObject({ code: 0, stdout })
  })

  test('comes whatever else is wrong', async () => {
    const { code, stdout } = await runCli(['get', '--nonsense', '-h'])
    expect([code, stdout.split('\n')[0]]).toEqual([0, 'Prints one export bucket.'])
  })
})

test.each([['-V'], ['version']])('%s prints the version of the package', async (argument) => {
  const { code, stdout } = await runCli([argument])
  expect([code, stdout]).toEqual([0, `${manifest.version}\n`])
})

describe('the README', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const section = readme.slice(readme.indexOf('## Command line'))

  test('tells every flag', () => {
    const flags = commands.flatMap(commandFlags)
    for (const { name } of flags) expect(section).toContain(`--${name}`)
  })

  test('tells every exit code and every variable', () => {
    for (const [code, meaning] of Object.entries(exitCodes)) {
      expect(section).toMatch(new RegExp(`\\| ${code} +\\| ${meaning} +\\|`))
    }
    for (const variable of variables) expect(section).toContain(variable)
  })
})
