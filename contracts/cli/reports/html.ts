import type { CellReport, Report } from '../../verify/report.ts'
import { sideOf } from './difference.ts'
import { failures } from './failures.ts'
import { css } from './html.css.ts'
import { anchorOf, caseTable, legendLine, matrixTable } from './html-matrix.ts'
import { escaped } from './markup.ts'
import { reasonsNotAsked, summary } from './summary.ts'

function differenceTable({ differences, description }: CellReport): string {
  if (differences.length === 0) return ''
  const rows = differences.map(
    ({ where, expected, actual, message }) =>
      `<tr><th scope="row">${escaped(where)}</th><td>${escaped(sideOf(expected))}</td><td>${escaped(sideOf(actual))}</td><td>${escaped(message)}</td></tr>`,
  )
  return `<table class="diff"><caption class="hidden">${escaped(`How the answer differs: ${description}`)}</caption>
<thead><tr><th scope="col">Where</th><th scope="col">Expected</th><th scope="col">Actual</th><th scope="col">Pact says</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table>`
}

function answer({ answered }: CellReport): string {
  if (answered === undefined) return ''
  const headers = Object.entries(answered.headers).map(([name, value]) => `${name}: ${value}`)
  const text = [`HTTP ${answered.status}`, ...headers, '', answered.body].join('\n')
  return `<details><summary>The answer</summary><pre>${escaped(text)}</pre></details>`
}

function failure(cell: CellReport): string {
  const { description, request, reason, outcome } = cell
  const why = reason === undefined ? '' : `<p>${escaped(`${outcome}: ${reason}`)}</p>`
  return `<section id="${anchorOf(cell)}"><h3>${escaped(description)}</h3>
<p class="soft">${escaped(`${request.method} ${request.path}`)}</p>
${why}${differenceTable(cell)}${answer(cell)}</section>`
}

function failureSections(cells: readonly CellReport[]): string {
  const all = failures(cells).map(failure)
  return all.length === 0 ? '' : `<h2>Does not hold</h2>\n${all.join('\n')}`
}

function notAsked(cells: readonly CellReport[]): string {
  const reasons = reasonsNotAsked(cells).map(
    ([reason, number]) => `<li>${number}: ${escaped(reason)}</li>`,
  )
  return reasons.length === 0 ? '' : `<h2>Not asked</h2>\n<ul>${reasons.join('')}</ul>`
}

/** The report as one page that needs nothing from elsewhere, and no script. */
export function htmlReport(report: Report): string {
  const { cells, provider, mode, startedAt, milliseconds } = report
  const facts = [provider, mode, startedAt, `${(milliseconds / 1000).toFixed(1)} s`]
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Contracts: ${escaped(summary(cells))}</title>
<style>${css}</style>
</head>
<body>
<main>
<h1>Contracts of the snapshot export bucket API</h1>
<p class="sum">${escaped(summary(cells))}</p>
<p class="soft">${escaped(facts.join(' · '))}</p>
${legendLine()}
${matrixTable(report)}
${caseTable(report)}
${failureSections(cells)}
${notAsked(cells)}
</main>
</body>
</html>
`
}
