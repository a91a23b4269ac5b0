import type { CellReport, Report } from '../../verify/report.ts'
import { tokenCommand } from '../../verify/request.ts'
import { escapeHtml } from './escape-html.ts'
import {
  countCells,
  type Finding,
  findCurlCommand,
  groupFindings,
  isFailure,
  needsToken,
  refusedRequestsTitle,
  skipReasons,
  summary,
} from './findings.ts'
import { css } from './html.css.ts'
import { caseTables, legendLine, matrixTables, toAnchor } from './html-matrix.ts'
import { marks } from './matrix-layout.ts'

const preformatted = (text: string) => `<pre>${escapeHtml(text)}</pre>`

const list = (items: readonly string[]) =>
  `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`

function section(title: string, content: string): string {
  return content === '' ? '' : `<h2>${escapeHtml(title)}</h2>\n${content}`
}

/** Returns a table of texts. The first column holds the row headers. */
function table(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const headCells = head.map((text) => `<th scope="col">${escapeHtml(text)}</th>`)
  const lines = rows.map(
    ([first = '', ...others]) =>
      `<tr><th scope="row">${escapeHtml(first)}</th>${others.map((text) => `<td>${escapeHtml(text)}</td>`).join('')}</tr>`,
  )
  return `<table class="diff"><caption class="hidden">${escapeHtml(caption)}</caption>
<thead><tr>${headCells.join('')}</tr></thead>
<tbody>${lines.join('\n')}</tbody></table>`
}

function findingSection(finding: Finding): string {
  const { outcome, message, paths, expected, actual, cells } = finding
  const rows = [
    ...(expected === undefined ? [] : [['Expected', expected]]),
    ...(actual === undefined ? [] : [['Actual', actual]]),
    ...(paths.length === 0 ? [] : [['At', paths.join('\n')]]),
  ]
  const links = cells.map(
    (cell) => `<a href="#${toAnchor(cell)}">${escapeHtml(cell.description)}</a>`,
  )
  const curl = findCurlCommand(finding)
  return `<section><h3><span class="m ${outcome}">${marks[outcome]}</span> ${escapeHtml(message)}</h3>
${rows.length === 0 ? '' : table(message, ['What', 'Value'], rows)}
${curl === undefined ? '' : preformatted(curl)}
<details><summary>${countCells(finding)}</summary>${list(links)}</details></section>`
}

function findingSections(report: Report): string {
  const sections = groupFindings(report.cells).map(findingSection)
  const token = needsToken(report)
    ? [
        `<p class="soft">Get a token for the commands:</p>${preformatted(tokenCommand(report.provider))}`,
      ]
    : []
  return [...token, ...sections].join('\n')
}

function differenceTable({ differences, description }: CellReport): string {
  if (differences.length === 0) return ''
  const rows = differences.map(({ where, message, expected, actual }) => [
    message,
    expected,
    actual,
    where,
  ])
  const caption = `How the response differs: ${description}`
  return table(caption, ['Finding', 'Expected', 'Actual', 'At'], rows)
}

const headerLines = (headers: Readonly<Record<string, string>>) =>
  Object.entries(headers).map(([name, value]) => `${name}: ${value}`)

function responseSection({ response }: CellReport): string {
  if (response === undefined) return ''
  const { status, headers, body } = response
  const text = [`HTTP ${status}`, ...headerLines(headers), '', body].join('\n')
  return `<details><summary>The response</summary>${preformatted(text)}</details>`
}

function failureSection(cell: CellReport): string {
  const { description, request, reason, outcome } = cell
  const { method, url, headers, curl } = request
  const reasonParagraph =
    reason === undefined ? '' : `<p>${escapeHtml(`${outcome}: ${reason}`)}</p>`
  const text = [`${method} ${url}`, ...headerLines(headers)].join('\n')
  return `<section id="${toAnchor(cell)}"><h3>${escapeHtml(description)}</h3>
${reasonParagraph}${differenceTable(cell)}${preformatted(text)}${curl === undefined ? '' : preformatted(curl)}${responseSection(cell)}</section>`
}

/** Returns the report as a self-contained page without scripts. */
export function htmlReport(report: Report): string {
  const { cells, provider, mode, startedAt, milliseconds, refusedRequests } = report
  const facts = [provider, mode, startedAt, `${(milliseconds / 1000).toFixed(1)} s`]
  const skipped = skipReasons(cells).map(([reason, number]) => escapeHtml(`${number}: ${reason}`))
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Contracts: ${escapeHtml(summary(cells))}</title>
<style>${css}</style>
</head>
<body>
<main>
<h1>Contracts of the snapshot export API</h1>
<p class="sum">${escapeHtml(summary(cells))}</p>
<p class="soft">${escapeHtml(facts.join(' · '))}</p>
${legendLine()}
${section(refusedRequestsTitle, refusedRequests.length === 0 ? '' : list(refusedRequests.map(escapeHtml)))}
${matrixTables(report)}
${caseTables(report)}
${section('Findings', findingSections(report))}
${section('Failed cells', cells.filter(isFailure).map(failureSection).join('\n'))}
${section('Skipped', skipped.length === 0 ? '' : list(skipped))}
</main>
</body>
</html>
`
}
