import type { CellReport, Report } from '../../verify/report.ts'
import { failures, isFailure } from './failures.ts'
import {
  caseRows,
  cellsAt,
  legend,
  letterOf,
  marks,
  operationsIn,
  providersIn,
  verbOf,
  versionsIn,
} from './grid.ts'
import { escaped } from './markup.ts'

const classOf = (outcome: string) => outcome.replace(' ', '-')

/** Where the differences of a cell stand on the page. */
export const anchorOf = ({ description }: CellReport): string =>
  description.replaceAll(/[^\w.-]+/g, '-')

/** A mark: a sign and a letter to look at, words to hear, and a link where there is more to say. */
function chip(cell: CellReport, letter: string, what: string): string {
  const { outcome, reason } = cell
  const seen = `<span aria-hidden="true">${marks[outcome]}${letter}</span>`
  const heard = `<span class="hidden">${escaped(`${what}: ${outcome}`)} </span>`
  const title = escaped([what, outcome, reason].filter(Boolean).join(': '))
  const own = `class="m ${classOf(outcome)}" title="${title}"`
  if (!isFailure(cell)) return `<span ${own}>${seen}${heard}</span>`
  return `<a ${own} href="#${anchorOf(cell)}">${seen}${heard}</a>`
}

const aboutOf = ({ pins, auth }: CellReport) => (pins === 'keys' ? 'no other key' : auth)

const askedFor = ({ cloudProvider, version }: CellReport) => `${cloudProvider} ${version}`

/** The cells of a case: each that fails by itself, and of the others, by outcome and reason, the first with how many there are. */
function caseChips(cells: readonly CellReport[]): string {
  const failing = failures(cells).map((cell) => chip(cell, ` ${askedFor(cell)}`, askedFor(cell)))
  const others = Map.groupBy(
    cells.filter((cell) => !isFailure(cell)),
    ({ outcome, reason }) => `${outcome} ${reason}`,
  )
  const counted = [...others.values()].flatMap(([first, ...more]) => {
    if (first === undefined) return []
    const what = [first, ...more].map(askedFor).join(', ')
    return chip(first, more.length > 0 ? String(more.length + 1) : '', what)
  })
  return [...failing, ...counted].join('')
}

function head(columns: readonly string[]): string {
  return `<thead><tr>${columns.map((text) => `<th scope="col">${escaped(text)}</th>`).join('')}</tr></thead>`
}

/** What the signs and letters mean. */
export function legendLine(): string {
  const chips = Object.entries(marks).map(
    ([outcome, mark]) => `<span class="m ${classOf(outcome)}">${mark}</span> ${escaped(outcome)}`,
  )
  return `<p class="soft legend">${chips.join(' ')}</p>\n<p class="soft">${escaped(`${legend}; a number: for so many providers and dates`)}</p>`
}

/** The table of operation × provider × API date; a group of rows for each operation. */
export function matrixTable({ cells }: Report): string {
  const versions = versionsIn(cells)
  if (versions.length === 0) return ''
  const groups = operationsIn(cells).map(({ operationId, method }) => {
    const rows = providersIn(cells).map((cloudProvider) => {
      const places = versions.map((version) => {
        const own = cellsAt(cells, { operationId, cloudProvider, version })
        const chips = own.map((cell) => chip(cell, letterOf(cell), aboutOf(cell)))
        return `<td>${chips.join('')}</td>`
      })
      return `<tr><th scope="row">${cloudProvider}</th>${places.join('')}</tr>`
    })
    const span = versions.length + 1
    return `<tbody><tr><th scope="rowgroup" colspan="${span}">${operationId} · ${method}</th></tr>
${rows.join('\n')}</tbody>`
  })
  return `<h2>Operation × provider × API date</h2>
<div class="scroll"><table><caption>What is answered for each cloud provider’s bucket when a date is asked for</caption>
${head(['Provider', ...versions])}
${groups.join('\n')}</table></div>`
}

/** The table of errors and formats: a row for each case, a column for each operation. */
export function caseTable({ cells }: Report): string {
  const rows = caseRows(cells)
  if (rows.length === 0) return ''
  const operations = operationsIn(cells)
  const lines = rows.map(({ title, status, cells: own }) => {
    const places = operations.map(({ operationId }) => {
      const found = own.filter((cell) => cell.operationId === operationId)
      return `<td>${caseChips(found)}</td>`
    })
    return `<tr><th scope="row">${status} ${escaped(title)}</th>${places.join('')}</tr>`
  })
  return `<h2>Errors and formats</h2>
<div class="scroll"><table><caption>What is answered in each case, by operation</caption>
${head(['Case', ...operations.map(({ operationId }) => verbOf(operationId))])}
<tbody>${lines.join('\n')}</tbody></table></div>`
}
