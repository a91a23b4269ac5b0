import type { Block } from './documents.ts'
import type { ExampleRow } from './example-row.ts'
import { exampleRows } from './rows/examples.ts'

export function rowsFor({ document, text }: Block): ExampleRow[] {
  return exampleRows.filter((row) => row.document === document && text.includes(row.has))
}
