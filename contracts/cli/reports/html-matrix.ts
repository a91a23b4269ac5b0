import type { CellReport, Report } from '../../verify/report.ts'
import { escapeHtml } from './escape-html.ts'
import { isFailure } from './findings.ts'
import {
  caseRows,
  cellsAt,
  legend,
  marks,
  operationsIn,
  outcomeLetter,
  providersIn,
  verbOf,
  versionsIn,
} from './matrix-layout.ts'

/** Returns where the differences of a cell are on the page. */
export const anchorOf = ({ description }: CellReport): string =>
  description.replaceAll(/[^\w.-]+/g, '-')

/** Returns a mark: a sign and a letter to look at, words to hear, and a link where something failed. */
function badge(cell: CellReport, letter: string, what: string): string {
  const { outcome, reason } = cell
  const seen = `<span aria-hidden="true">${marks[outcome]}${letter}</span>`
  const heard = `<span class="hidden">${escapeHtml(`${what}: ${outcome}`)} </span>`
  const title = escapeHtml([what, outcome, reason].filter(Boolean).join(': '))
  const own = `class="m ${outcome}" title="${title}"`
  if (!isFailure(cell)) return `<span ${own}>${seen}${heard}</span>`
  return `<a ${own} href="#${anchorOf(cell)}">${seen}${heard}</a>`
}

const aboutOf = ({ pins, auth }: CellReport) => (pins === 'keys' ? 'no other key' : auth)

const askedFor = ({ cloudProvider, version }: CellReport) => `${cloudProvider} ${version}`

/** Returns the cells of a case: each failure by itself, and of the others, by outcome and reason, the first with their number. */
function caseBadges(cells: readonly CellReport[]): string {
  const failing = cells
    .filter(isFailure)
    .map((cell) => badge(cell, ` ${askedFor(cell)}`, askedFor(cell)))
  const others = Map.groupBy(
    cells.filter((cell) => !isFailure(cell)),
    ({ outcome, reason }) => `${outcome} ${reason}`,
  )
  const counted = [...others.values()].flatMap(([first, ...more]) => {
    if (first === undefined) return []
    const what = [first, ...more].map(askedFor).join(', ')
    return badge(first, more.length > 0 ? String(more.length + 1) : '', what)
  })
  return [...failing, ...counted].join('')
}

function head(columns: readonly string[]): string {
  return `<thead><tr>${columns.map((text) => `<th scope="col">${escapeHtml(text)}</th>`).join('')}</tr></thead>`
}

/** Returns what the signs and letters mean. */
export function legendLine(): string {
  const badges = Object.entries(marks).map(
    ([outcome, mark]) => `<span class="m ${outcome}">${mark}</span> ${escapeHtml(outcome)}`,
  )
  return `<p class="soft legend">${badges.join(' ')}</p>\n<p class="soft">${escapeHtml(`${legend}; a number: for so many providers and dates`)}</p>`
}

/** Returns the table of operation × provider × API date; a group of rows for each operation. */
export function matrixTable({ cells }: Report): string {
  const versions = versionsIn(cells)
  if (versions.length === 0) return ''
  const groups = operationsIn(cells).map(({ operationId, method }) => {
    const rows = providersIn(cells, operationId).map((cloudProvider) => {
      const places = versions.map((version) => {
        const own = cellsAt(cells, { operationId, cloudProvider, version })
        const badges = own.map((cell) => badge(cell, outcomeLetter(cell), aboutOf(cell)))
        return `<td>${badges.join('')}</td>`
      })
      return `<tr><th scope="row">${cloudProvider}</th>${places.join('')}</tr>`
    })
    const span = versions.length + 1
    return `<tbody><tr><th scope="rowgroup" colspan="${span}">${operationId} · ${method}</th></tr>
${rows.join('\n')}</tbody>`
  })
  return `<h2>Operation × provider × API date</h2>
<div class="scroll"><table><caption>The outcome for each cloud provider’s bucket when a date is asked for</caption>
${head(['Provider', ...versions])}
${groups.join('\n')}</table></div>`
}

/** Returns the table of errors and formats: a row for each case, a column for each operation. */
export function caseTable({ cells }: Report): string {
  const rows = caseRows(cells)
  if (rows.length === 0) return ''
  const operations = operationsIn(cells)
  const lines = rows.map(({ title, status, cells: own }) => {
    const places = operations.map(({ operationId }) => {
      const cellsOfOperation = own.filter((cell) => cell.operationId === operationId)
      return `<td>${caseBadges(cellsOfOperation)}</td>`
    })
    return `<tr><th scope="row">${status} ${escapeHtml(title)}</th>${places.join('')}</tr>`
  })
  return `<h2>Errors and formats</h2>
<div class="scroll"><table><caption>The outcome of each case, by operation</caption>
${head(['Case', ...operations.map(({ operationId }) => verbOf(operationId))])}
<tbody>${lines.join('\n')}</tbody></table></div>`
}
