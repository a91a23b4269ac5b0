import { escapeJsonForTerminal } from '@export-buckets/cli-kit/printable'
import type { Report } from '../../verify/report.ts'
import { groupFindings } from './findings.ts'

/** Returns the report as JSON, with its findings, whose cells are named by their descriptions. */
export function jsonReport(report: Report): string {
  const jsonFindings = groupFindings(report.cells).map(({ cells, ...finding }) => ({
    ...finding,
    cells: cells.map(({ description }) => description),
  }))
  return `${escapeJsonForTerminal(JSON.stringify({ ...report, findings: jsonFindings }, null, 2))}\n`
}
