type TableRow = readonly string[]

/** Lines up the columns of rows; the last one is as wide as it is. */
export function alignColumns(rows: readonly TableRow[]): string[] {
  const [first = []] = rows
  const widths = first.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
