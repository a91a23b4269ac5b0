import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Clone } from '../src/clone.ts'
import { blocks, commands, documents, repository } from '../src/documents.ts'
import { findSkipReason, runCommand } from '../src/run-command.ts'

const read = (file: string) => readFileSync(join(repository, file), 'utf8')

test('every block of commands or TypeScript is one that the tests read', () => {
  const fence = /^\s*(?:`{3,}|~{3,})\s*(?:sh|bash|shell|console|zsh|ya?ml|ts|typescript)\b/gm
  const fences = documents.flatMap(({ markdown }) => markdown.match(fence) ?? [])
  const tested = blocks.filter(({ language }) => ['sh', 'yaml', 'ts'].includes(language))
  expect(tested.length).toBe(fences.length)
})

test('every script that a sentence names is there', () => {
  const scripts = (folder: string) =>
    Object.keys(JSON.parse(read(join(folder, 'package.json'))).scripts)
  const folders = ['apps/edge', 'contracts', 'tools/release']
  folders.push('packages/client', 'packages/core', 'packages/digest')
  const calls = documents.flatMap(({ markdown }) => [
    ...markdown.replace(/^```.*?^```/gms, '').matchAll(/`(?:npx -y pnpm@12|pnpm) ([^`]+)`/g),
  ])
  const missing = calls.filter(([, call = '']) => {
    const [script = '', filtered, filteredScript = ''] = call.replace(/^--silent /, '').split(' ')
    if (script !== '--filter') return !scripts('.').includes(script)
    const folder = folders.find((each) => each.endsWith(filtered?.split('/')[1] ?? '?'))
    return folder === undefined || !scripts(folder).includes(filteredScript)
  })
  expect(missing.map(([call]) => call)).toEqual([])
})

test('README and CONTRIBUTING state the requirements that CI runs both commands with', () => {
  const requirements = 'Both commands need Node 20 or newer with npm, and nothing else.'
  for (const file of ['README.md', 'CONTRIBUTING.md']) expect(read(file)).toContain(requirements)
  expect(JSON.parse(read('package.json')).engines.node).toBe('>=20')
  expect(read('.ci/run')).toContain('exec node tools/ci/bare.js')
})

describe('in a clone beside a started server', () => {
  let clone: Clone
  beforeAll(async () => {
    clone = new Clone()
    await clone.open()
  })
  afterAll(async () => {
    await clone.close()
  })

  // A command that several documents have runs once per annotation.
  const toKey = ({ text, annotation }: (typeof commands)[number]) =>
    JSON.stringify([text, ...annotation].filter((each) => each[0] !== 'on'))
  const distinct = new Map(commands.toReversed().map((command) => [toKey(command), command]))

  test.for([...distinct.values()].toReversed())('$source: $text', async (command, { skip }) => {
    const skipReason = findSkipReason(command)
    // Only the verbose reporter shows why a test was skipped.
    if (skipReason !== undefined) console.warn(skipReason)
    skip(skipReason !== undefined, skipReason)
    await runCommand(command, clone)
  })
})
