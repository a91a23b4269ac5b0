import { printableJson } from '@export-buckets/command-line/printable'
import type { Report } from '../../verify/report.ts'
import { findings } from './findings.ts'

/** Returns the report as JSON, with its findings, whose cells are named by their descriptions. */
export function jsonReport(report: Report): string {
  const named = findings(report.cells).map(({ cells, ...finding }) => ({
    ...finding,
    cells: cells.map(({ description }) => description),
  }))
  return `${printableJson(JSON.stringify({ ...report, findings: named }, null, 2))}\n`
}
