import { type Cells, figureCells, outcomeCells } from './cells.ts'
import type { SuiteReport } from './report.ts'

function aligned(cells: Cells): string[] {
  const width = (column: number) => Math.max(...cells.map((row) => row[column]?.length ?? 0))
  return cells.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(width(at)) : cell.padStart(width(at))))
      .join('  ')
      .trimEnd(),
  )
}

/** A suite's report for a terminal. */
export function asText(report: SuiteReport): string {
  const missing = report.missing.map((why) => `Not measured: ${why}`)
  return [
    `\n${report.suite}`,
    ...aligned(figureCells(report)),
    '',
    ...aligned(outcomeCells(report)),
    ...missing,
  ].join('\n')
}
