import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Clone } from '../src/clone.ts'
import { commands } from '../src/commands.ts'
import { callsInSentences, repository } from '../src/documents.ts'
import { findObstacle, matches, runRow } from '../src/row.ts'
import { rows } from '../src/rows/rows.ts'

function rowsFor(text: string) {
  return rows.filter((row) => matches(row, text))
}

test('every command of the documents has one row', () => {
  const unclear = commands.filter(({ text }) => rowsFor(text).length !== 1)
  expect(unclear.map(({ source, text }) => `${source}: ${text}`)).toEqual([])
})

test('every row has a command in the documents', () => {
  const unused = rows.filter((row) => !commands.some(({ text }) => matches(row, text)))
  expect(unused.map(({ command }) => String(command))).toEqual([])
})

test('every script that a sentence names is there', () => {
  const scripts = (folder: string): string[] =>
    Object.keys(JSON.parse(readFileSync(join(repository, folder, 'package.json'), 'utf8')).scripts)
  const folders = [
    'apps/edge',
    'contracts',
    'tools/release',
    'packages/client',
    'packages/core',
    'packages/digest',
  ]
  const missing = callsInSentences().filter(({ call }) => {
    const [script = '', filtered] = call.replace(/^--silent /, '').split(' ')
    if (script !== '--filter') return !scripts('.').includes(script)
    const folder = folders.find((each) => each.endsWith(filtered?.split('/')[1] ?? '?'))
    return folder === undefined || !scripts(folder).includes(call.split(' ')[2] ?? '')
  })
  expect(missing).toEqual([])
})

test('README and CONTRIBUTING state the requirements that CI runs both commands with', () => {
  const requirements = 'Both commands need Node 20 or newer with npm, and nothing else.'
  const read = (file: string) => readFileSync(join(repository, file), 'utf8')
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

  // The same command may stand in several documents.
  const distinct = [...new Map(commands.map((command) => [command.text, command])).values()]

  test.for(distinct)('$source: $text', async ({ text }, { skip }) => {
    for (const row of rowsFor(text)) {
      const obstacle = findObstacle(row, text)
      // No reporter but the verbose one shows why a test was skipped.
      if (obstacle !== undefined) console.warn(obstacle)
      skip(obstacle !== undefined, obstacle)
      await runRow(row, text, clone)
    }
  })
})
