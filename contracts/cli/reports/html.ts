import { tokenCommand } from '../../verify/curl.ts'
import type { CellReport, Report } from '../../verify/report.ts'
import { escapeHtml } from './escape-html.ts'
import { countCells, curlOf, type Finding, findings, isFailure, needsToken } from './findings.ts'
import { css } from './html.css.ts'
import { anchorOf, caseTable, legendLine, matrixTable } from './html-matrix.ts'
import { marks } from './matrix-layout.ts'
import { refusedTitle, skipReasons, summary } from './summary.ts'

const pre = (text: string) => `<pre>${escapeHtml(text)}</pre>`

const list = (items: readonly string[]) =>
  `<ul>${items.map((each) => `<li>${each}</li>`).join('')}</ul>`

function section(title: string, content: string): string {
  return content === '' ? '' : `<h2>${escapeHtml(title)}</h2>\n${content}`
}

/** Returns a table of texts; the first column is its heads. */
function table(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const heads = head.map((text) => `<th scope="col">${escapeHtml(text)}</th>`)
  const lines = rows.map(
    ([first = '', ...others]) =>
      `<tr><th scope="row">${escapeHtml(first)}</th>${others.map((text) => `<td>${escapeHtml(text)}</td>`).join('')}</tr>`,
  )
  return `<table class="diff"><caption class="hidden">${escapeHtml(caption)}</caption>
<thead><tr>${heads.join('')}</tr></thead>
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
    (cell) => `<a href="#${anchorOf(cell)}">${escapeHtml(cell.description)}</a>`,
  )
  const curl = curlOf(finding)
  return `<section><h3><span class="m ${outcome}">${marks[outcome]}</span> ${escapeHtml(message)}</h3>
${rows.length === 0 ? '' : table(message, ['What', 'Value'], rows)}
${curl === undefined ? '' : pre(curl)}
<details><summary>${countCells(finding)}</summary>${list(links)}</details></section>`
}

function findingSections(report: Report): string {
  const all = findings(report.cells).map(findingSection)
  const token = needsToken(report)
    ? [`<p class="soft">A token for the commands:</p>${pre(tokenCommand(report.provider))}`]
    : []
  return [...token, ...all].join('\n')
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

function response({ answered }: CellReport): string {
  if (answered === undefined) return ''
  const { status, headers, body } = answered
  const text = [`HTTP ${status}`, ...headerLines(headers), '', body].join('\n')
  return `<details><summary>The response</summary>${pre(text)}</details>`
}

function failureSection(cell: CellReport): string {
  const { description, request, reason, outcome } = cell
  const { method, url, headers, curl } = request
  const why = reason === undefined ? '' : `<p>${escapeHtml(`${outcome}: ${reason}`)}</p>`
  const text = [`${method} ${url}`, ...headerLines(headers)].join('\n')
  return `<section id="${anchorOf(cell)}"><h3>${escapeHtml(description)}</h3>
${why}${differenceTable(cell)}${pre(text)}${curl === undefined ? '' : pre(curl)}${response(cell)}</section>`
}

/** Returns the report as one page that needs nothing from elsewhere, and no script. */
export function htmlReport(report: Report): string {
  const { cells, provider, mode, startedAt, milliseconds, refused } = report
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
<h1>Contracts of the snapshot export bucket API</h1>
<p class="sum">${escapeHtml(summary(cells))}</p>
<p class="soft">${escapeHtml(facts.join(' · '))}</p>
${legendLine()}
${section(refusedTitle, refused.length === 0 ? '' : list(refused.map(escapeHtml)))}
${matrixTable(report)}
${caseTable(report)}
${section('Findings', findingSections(report))}
${section('Failed cells', cells.filter(isFailure).map(failureSection).join('\n'))}
${section('Skipped', skipped.length === 0 ? '' : list(skipped))}
</main>
</body>
</html>
`
}
