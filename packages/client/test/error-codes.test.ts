import { readFileSync } from 'node:fs'
import { type ErrorName, errorCatalogue, toErrorCode } from '@export-buckets/core'
import { expect, test } from 'vitest'

const names = Object.keys(errorCatalogue).filter(
  (name): name is ErrorName => name in errorCatalogue,
)

/** Removes the spaces and dashes that the formatter adds to align a table. */
const collapseTable = (table: string) => table.replace(/ {2,}/g, ' ').replace(/-{3,}/g, '-')

/** The error catalogue as a Markdown table. */
function expectedTable(): string {
  const rows = names.map((name) => {
    const { status, detail, advice = '' } = errorCatalogue[name]
    const code = toErrorCode(name)
    return [code === undefined ? 'none' : `\`${code}\``, status, detail, advice]
  })
  const lines = [['`errorCode`', 'status', 'meaning', 'advice'], ['-', '-', '-', '-'], ...rows]
  return collapseTable(lines.map((cells) => `| ${cells.join(' | ')} |\n`).join(''))
}

test('the README lists every error code with its status, meaning and advice', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const [, section = ''] = readme.split('\n### Error codes\n')
  const [table = ''] = /(^\|.*\n)+/m.exec(section) ?? []
  const expected = expectedTable()
  const message = `The table "Error codes" of the README has to be:\n\n${expected}`
  expect(collapseTable(table), message).toBe(expected)
})
