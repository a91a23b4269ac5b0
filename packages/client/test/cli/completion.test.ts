import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listCommands } from '@export-buckets/cli-kit/help'
import { findProgram } from '@export-buckets/test-support/find-program'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { commands } from '../../src/cli/commands/index.ts'
import { completionScript, shells } from '../../src/cli/completion/script.ts'
import { program } from '../../src/cli/run.ts'
import { runCli } from './run-cli.ts'

const createScript = (shell: string) => completionScript(shell, listCommands(program))

test.each(shells)('completion %s prints a script without credentials', async (shell) => {
  const env = { MONGODB_ATLAS_CLIENT_SECRET: undefined }
  const { code, stdout, stderr } = await runCli(['completion', shell], {}, { env })
  expect([code, stdout, stderr]).toEqual([0, createScript(shell), ''])
})

test.each(shells)('the %s script contains every command and every flag', (shell) => {
  const script = createScript(shell)
  const names = commands.flatMap((command) => [
    ...command.name.split(' '),
    ...command.flags.map((flag) => flag.name),
  ])
  for (const name of names) expect(script).toContain(name)
  expect(script).not.toContain('undefined')
})

const hasBash = findProgram('bash') !== undefined
const withoutBash = 'not verified, because bash is not installed: completion in bash'
// Logged, because only the verbose reporter shows why a test was skipped.
if (!hasBash) console.warn(withoutBash)

describe('bash completion', () => {
  beforeEach(({ skip }) => {
    skip(!hasBash, withoutBash)
  })

  /** Returns the completions of bash for the last word, in a folder. */
  function completeInBash(words: string[], cwd = '.'): string[] {
    const script = `${createScript('bash')}
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _export_buckets
printf '%s\\n' "\${COMPREPLY[@]}"`
    const output = execFileSync('bash', ['-c', script, 'bash', 'export-buckets', ...words], {
      cwd,
      encoding: 'utf8',
    })
    return output.split('\n').filter(Boolean)
  }

  test.each([
    [
      [''],
      [
        ...['export', 'get', 'list', 'create', 'update', 'delete'],
        ...['cluster', 'role', 'snapshot', 'job', 'schedule', 'completion', 'version', 'help'],
      ],
    ],
    [['cr'], ['create']],
    [
      ['job', ''],
      ['list', 'get', 'create', 'watch'],
    ],
    [['job', 'w'], ['watch']],
    [
      ['help', 'job', ''],
      ['list', 'get', 'create', 'watch'],
    ],
    [['help', 'job', 'get', ''], []],
    [['job', 'get', '--exp'], ['--exportId']],
    [
      ['job', 'list', '--clusterName', 'job', '-o', ''],
      ['json', 'table'],
    ],
    [
      ['schedule', 'update', '--autoExport', '='],
      ['true', 'false'],
    ],
    [['job', 'unknown', '--'], []],
    [['list', '--clusterName', 'my-o', 'j'], []],
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
    // Bash 4 and later split `--version=2023-1` into words.
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

  test('a file name with spaces or quotes is completed as one word', () => {
    const folder = mkdtempSync(join(tmpdir(), 'export-buckets-completion-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    writeFileSync(join(folder, 'my body.json'), '{}')
    expect(completeInBash(['create', '--file', 'm'], folder)).toEqual(['my body.json'])
  })
})

describe('zsh completion', () => {
  test('the zsh script has balanced quotes and brackets, and escapes special characters', () => {
    const script = createScript('zsh')
    expect(script).toContain("'--groupId[the project'\\''s id]:ID: '")
    expect(script).toContain('--envelope[wrap the JSON\\: {"content"\\: …, "status"\\: …}; a list')
    expect(script).toContain(
      "'--file[read the body as JSON from a file instead of flags; - is standard input]:FILE:_files'",
    )
    expect(script).toContain("'(--output -o)-o[")
    expect(script).toContain(':NAME:(AWS AZURE GCP)')
  })

  test('the zsh script completes commands, flags and arguments', () => {
    const script = createScript('zsh')
    expect(script).toMatch(
      /^ {4}''\) names=\('export:Exports .+' 'get:Prints one export bucket\.' /m,
    )
    expect(script).toMatch(/^ {4}'job'\) names=\('list:.+' 'get:Prints one export job\.' .+ ;;$/m)
    expect(script).toMatch(/^ {4}'help job'\) names=\('list:/m)
    expect(script).toMatch(/'help:Prints this help, or the help of a command\.'\); _describe/)
    expect(script).toMatch(
      /^ {4}'get '\*\) shift 1 words; .+ _arguments '--groupId\[.+' '--exportBucketId\[.+ ;;$/m,
    )
    expect(script).toMatch(
      /^ {4}'job get '\*\) shift 2 words; .+ _arguments .+ '--exportId\[.+ ;;$/m,
    )
    expect(script).toContain(
      "'--verbose[log requests and responses to standard error, without secrets]'",
    )
    expect(script).toMatch(/^ {4}'completion '\*\) .+ compadd -- bash zsh fish ;;$/m)
  })
})

describe('fish completion', () => {
  test('the fish script has one line per flag with its choices', () => {
    const lines = createScript('fish').split('\n')
    const linesIncluding = (start: string) => lines.filter((line) => line.includes(start))
    expect(linesIncluding("begins get' -l groupId")).toEqual([
      "complete -c export-buckets -n '__export_buckets_begins get' -l groupId -x -d 'the project\\'s id'",
    ])
    expect(linesIncluding("begins job get' -l exportId")).toHaveLength(1)
    expect(linesIncluding("begins get' -s o -l output")).toHaveLength(1)
    expect(linesIncluding("begins create' -l file -r -F")).toHaveLength(1)
    expect(linesIncluding("begins create' -l cloudProvider -x -a 'AWS AZURE GCP'")).toHaveLength(1)
    expect(linesIncluding("is completion' -a bash")).toHaveLength(1)
    expect(linesIncluding("begins get' -l verbose -d 'log requests")).toHaveLength(1)
    expect(linesIncluding("begins version'")).toEqual([])
    for (const { name } of commands) {
      const [first = '', second] = name.split(' ')
      expect(linesIncluding(`-n '__export_buckets_is' -a ${first} -d '`)).toHaveLength(1)
      if (second === undefined) continue
      for (const before of [first, `help ${first}`])
        expect(linesIncluding(`-n '__export_buckets_is ${before}' -a ${second} -d '`)).toHaveLength(
          1,
        )
    }
  })
})
