import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

/** A row of `schemas/index.json`. */
export interface Row {
  readonly operationId: string
  readonly part: 'request' | 'response'
  readonly version?: string
  readonly status?: number
  readonly provider?: string
  readonly file: string
}

/** Where the schemas are. */
export const folder: string = join(import.meta.dirname, '..', 'schemas')
/** The text of a file among them. */
export const read = (file: string): string => readFileSync(join(folder, file), 'utf8')
const index: readonly Row[] = JSON.parse(read('index.json'))

// Strict: a keyword or a format that ajv does not know is an error.
const ajv = addFormats.default(new Ajv2020({ strict: true, allErrors: true }))
/** Every file that a row names. */
export const files: readonly string[] = [...new Set(index.map(({ file }) => file))]
const compiled = new Map(files.map((file) => [file, ajv.compile(JSON.parse(read(file)))]))

/** The compiled validator of a file. */
export function validate(file: string | undefined): ValidateFunction {
  const found = compiled.get(file ?? '')
  if (found === undefined) throw new Error(`index.json lists no ${file}`)
  return found
}

/** The row that has these coordinates and no others. */
export function rowOf(wanted: Partial<Row>): Row | undefined {
  const keys = ['operationId', 'part', 'version', 'status', 'provider'] as const
  return index.find((row) => keys.every((key) => row[key] === wanted[key]))
}
