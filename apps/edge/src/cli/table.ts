/** A text as a terminal may get it: control and formatting characters are escaped. */
function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  )
}

/** Lines up the cells of rows of the same length. */
export function table(rows: readonly (readonly string[])[]): string {
  const shown = rows.map((row) => row.map(printable))
  const [first = []] = shown
  const widths = first.map((_, column) => Math.max(...shown.map((row) => row[column]?.length ?? 0)))
  const lines = shown.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)))
  return lines.map((line) => line.join('  ').trimEnd()).join('\n')
}
