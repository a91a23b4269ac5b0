import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { commandFlags } from '../../src/cli/command.ts'
import { commands } from '../../src/cli/commands/index.ts'
import { completionScript } from '../../src/cli/completion/index.ts'
import { shells } from '../../src/cli/completion/shells.ts'
import { runCli } from './run-cli.ts'

test.each(shells)('completion %s prints a script, without credentials', async (shell) => {
  const env = { MONGODB_ATLAS_CLIENT_SECRET: undefined }
  const { code, stdout, stderr } = await runCli(['completion', shell], {}, { env })
  expect([code, stdout, stderr]).toEqual([0, completionScript(shell), ''])
})

test.each(shells)('the script for %s knows every command and every flag', (shell) => {
  const script = completionScript(shell)
  const names = commands.flatMap((command) => [
    command.name,
    ...commandFlags(command).map((flag) => flag.name),
  ])
  for (const name of names) expect(script).toContain(name)
  expect(script).not.toContain('undefined')
})

const hasBash = spawnSync('bash', ['--version']).error === undefined
const withoutBash = 'not verified, because bash is not installed: completion in bash'
// No reporter but the verbose one shows why a test was skipped.
if (!hasBash) console.warn(withoutBash)

describe('in bash', () => {
  beforeEach(({ skip }) => {
    skip(!hasBash, withoutBash)
  })

  /** What bash offers for the last of the words, in a folder. */
  function completeInBash(words: string[], cwd = '.'): string[] {
    const script = `${completionScript('bash')}
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _export_buckets
printf '%s\\n' "\${COMPREPLY[@]}"`
    const output = execFileSync('bash', ['-c', script, 'bash', 'export-buckets', ...words], {
      cwd,
      encoding: 'utf8',
    })
    return output.split('\n').filter(Boolean)
  }

  test.each([
    [[''], ['get', 'list', 'create', 'update', 'delete', 'completion', 'version', 'help']],
    [['cr'], ['create']],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    [['help', 'u'], ['update']],
    [['get', '--ex'], ['--exportBucketId']],
    [
      ['get', '-o', ''],
      ['json', 'table'],
    ],
    [['get', '--output', 't'], ['table']],
    [['get', '--verbose', '--env'], ['--envelope']],
    [['get', '--groupId', ''], []],
    [
      ['get', '--version', '2023-1'],
      ['2023-10-01', '2023-11-15'],
    ],
    [['update', '--version', '2023'], []],
    [
      ['create', '--cloudProvider', 'A'],
      ['AWS', 'AZURE'],
    ],
    [['create', '--file', 'pack'], ['package.json']],
    // Bash takes `--version=2023-1` apart, and before 4 it does not.
    [
      ['get', '--version', '=', '2023-1'],
      ['2023-10-01', '2023-11-15'],
    ],
    [['get', '--version=2023-11'], ['2023-11-15']],
    [
      ['get', '--output', '='],
      ['json', 'table'],
    ],
    [
      ['get', '--envelope', '='],
      ['true', 'false'],
    ],
    [['create', '--file', '=', 'pack'], ['package.json']],
    [['get', '--groupId', '='], []],
    [['get', '--unknown', '='], []],
  ])('%j is completed to %j', (words, expected) => {
    expect(completeInBash(words)).toEqual(expected)
  })

  test('a file is one word, whatever is in its name', () => {
    const folder = mkdtempSync(join(tmpdir(), 'export-buckets-completion-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    writeFileSync(join(folder, 'my body.json'), '{}')
    expect(completeInBash(['create', '--file', 'm'], folder)).toEqual(['my body.json'])
  })
})

describe('the script for zsh', () => {
  test('closes what it opens, and quotes what would mean something', () => {
    const script = completionScript('zsh')
    expect(script).toContain("'--groupId[the project'\\''s id]:ID: '")
    expect(script).toContain('--envelope[JSON as {"content"\\: …, "status"\\: …}; a list')
    expect(script).toContain(
      "'--file[the body as JSON, instead of flags; - is standard input]:FILE:_files'",
    )
    expect(script).toContain("'(--output -o)-o[")
    expect(script).toContain(':NAME:(AWS AZURE GCP)')
  })

  test('offers the commands, and what follows each of them', () => {
    const script = completionScript('zsh')
    expect(script).toContain("commands=('get:Prints one export bucket.' 'list:Prints ")
    expect(script).toContain("'help:Prints this help, or that of a command.')\n")
    expect(script).toMatch(/^ {4}get\) _arguments '--groupId\[.+' '--exportBucketId\[.+ ;;$/m)
    expect(script).toContain(
      "'--verbose[requests and responses on standard error, without secrets]'",
    )
    expect(script).toContain('    completion) compadd -- bash zsh fish ;;\n')
  })
})

describe('the script for fish', () => {
  test('has a line for each flag, with what it may be', () => {
    const lines = completionScript('fish').split('\n')
    const linesIncluding = (start: string) => lines.filter((line) => line.includes(start))
    expect(linesIncluding("from get' -l groupId")).toEqual([
      "complete -c export-buckets -n '__fish_seen_subcommand_from get' -l groupId -x -d 'the project\\'s id'",
    ])
    expect(linesIncluding("from get' -s o -l output")).toHaveLength(1)
    expect(linesIncluding("from create' -l file -r -F")).toHaveLength(1)
    expect(linesIncluding("-l cloudProvider -x -a 'AWS AZURE GCP'")).toHaveLength(1)
    expect(linesIncluding("from completion' -a 'bash zsh fish'")).toHaveLength(1)
    expect(linesIncluding("from get' -l verbose -d 'requests")).toHaveLength(1)
    expect(linesIncluding("from version'")).toEqual([])
    for (const { name } of commands)
      expect(linesIncluding(`-n __fish_use_subcommand -a ${name} -d '`)).toHaveLength(1)
  })
})
