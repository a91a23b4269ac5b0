import type { CellReport, Report } from '../../verify/report.ts'
import { escapeHtml } from './escape-html.ts'
import { isFailure } from './findings.ts'
import {
  caseRows,
  findCells,
  formatProvider,
  groupByResource,
  legend,
  listOperations,
  listProviders,
  listVersions,
  marks,
  type ResourceCells,
  toColumnName,
  variantLetter,
} from './matrix-layout.ts'

/** Returns the id of the section with a cell's differences. */
export const toAnchor = ({ description }: CellReport): string =>
  description.replaceAll(/[^\w.-]+/g, '-')

/** Returns the badge of a cell: a visible mark, a text for screen readers, and a link when the cell failed. */
function badge(cell: CellReport, letter: string, label: string): string {
  const { outcome, reason } = cell
  const visibleText = `<span aria-hidden="true">${marks[outcome]}${letter}</span>`
  const accessibleText = `<span class="hidden">${escapeHtml(`${label}: ${outcome}`)} </span>`
  const title = escapeHtml([label, outcome, reason].filter(Boolean).join(': '))
  const attributes = `class="m ${outcome}" title="${title}"`
  if (!isFailure(cell)) return `<span ${attributes}>${visibleText}${accessibleText}</span>`
  return `<a ${attributes} href="#${toAnchor(cell)}">${visibleText}${accessibleText}</a>`
}

const describeVariant = ({ pins, auth }: CellReport) => (pins === 'keys' ? 'no unknown keys' : auth)

const describeRequest = ({ cloudProvider, version }: CellReport) => `${cloudProvider} ${version}`

/**
 * Returns the badges of a case: one for each failure, and one with a count for all other cells of the same outcome
 * and reason.
 */
function caseBadges(cells: readonly CellReport[]): string {
  const failureBadges = cells
    .filter(isFailure)
    .map((cell) => badge(cell, ` ${describeRequest(cell)}`, describeRequest(cell)))
  const otherGroups = Map.groupBy(
    cells.filter((cell) => !isFailure(cell)),
    ({ outcome, reason }) => `${outcome} ${reason}`,
  )
  const otherBadges = [...otherGroups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return []
    const label = [first, ...others].map(describeRequest).join(', ')
    return badge(first, others.length > 0 ? String(others.length + 1) : '', label)
  })
  return [...failureBadges, ...otherBadges].join('')
}

function tableHead(columns: readonly string[]): string {
  return `<thead><tr>${columns.map((text) => `<th scope="col">${escapeHtml(text)}</th>`).join('')}</tr></thead>`
}

/** Returns the legend of marks and letters. */
export function legendLine(): string {
  const badges = Object.entries(marks).map(
    ([outcome, mark]) => `<span class="m ${outcome}">${mark}</span> ${escapeHtml(outcome)}`,
  )
  return `<p class="soft legend">${badges.join(' ')}</p>\n<p class="soft">${escapeHtml(`${legend}; a number counts providers and dates`)}</p>`
}

/** Returns the table of operation × provider × API date of a resource, with a group of rows for each operation. */
function resourceMatrixTable(
  { resource, cells }: ResourceCells,
  versions: readonly string[],
): string {
  const groups = listOperations(cells).map((operation) => {
    const { operationId, method } = operation
    const rows = listProviders(cells, operationId).map((cloudProvider) => {
      const tableCells = versions.map((version) => {
        const matchingCells = findCells(cells, { operationId, cloudProvider, version })
        const badges = matchingCells.map((cell) =>
          badge(cell, variantLetter(cell), describeVariant(cell)),
        )
        return `<td>${badges.join('')}</td>`
      })
      return `<tr><th scope="row">${formatProvider(operation, cloudProvider)}</th>${tableCells.join('')}</tr>`
    })
    const span = versions.length + 1
    return `<tbody><tr><th scope="rowgroup" colspan="${span}">${operationId} · ${method}</th></tr>
${rows.join('\n')}</tbody>`
  })
  return `<h3>${resource}</h3>
<div class="scroll"><table><caption>The outcome by cloud provider and requested API date</caption>
${tableHead(['Provider', ...versions])}
${groups.join('\n')}</table></div>`
}

/** Returns the tables of operation × provider × API date, one for each resource. */
export function matrixTables({ cells }: Report): string {
  const versions = listVersions(cells)
  const tables = groupByResource(cells)
    .filter((group) => listVersions(group.cells).length > 0)
    .map((group) => resourceMatrixTable(group, versions))
  return tables.length === 0
    ? ''
    : ['<h2>Operation × provider × API date</h2>', ...tables].join('\n')
}

/** Returns a table of cases with a row for each case and a column for each operation of a resource. */
function resourceCaseTable({ resource, cells }: ResourceCells): string {
  const operations = listOperations(cells)
  const lines = caseRows(cells).map(({ title, status, cells: caseCells }) => {
    const tableCells = operations.map(({ operationId }) => {
      const cellsOfOperation = caseCells.filter((cell) => cell.operationId === operationId)
      return `<td>${caseBadges(cellsOfOperation)}</td>`
    })
    return `<tr><th scope="row">${status} ${escapeHtml(title)}</th>${tableCells.join('')}</tr>`
  })
  return `<h3>${resource}</h3>
<div class="scroll"><table><caption>The outcome of each case, by operation</caption>
${tableHead(['Case', ...operations.map(toColumnName)])}
<tbody>${lines.join('\n')}</tbody></table></div>`
}

/** Returns the tables of states, errors and formats, one for each resource. */
export function caseTables({ cells }: Report): string {
  const tables = groupByResource(cells)
    .filter((group) => caseRows(group.cells).length > 0)
    .map(resourceCaseTable)
  return tables.length === 0 ? '' : ['<h2>States, errors and formats</h2>', ...tables].join('\n')
}
