import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

/** A row of `schemas/index.json`. */
export interface SchemaEntry {
  readonly operationId: string
  readonly part: 'request' | 'response'
  readonly version?: string
  readonly status?: number
  readonly provider?: string
  readonly file: string
}

/** The folder of the schemas. */
export const schemaFolder: string = join(import.meta.dirname, '..', '..', 'schemas')
/** Returns the text of a schema file. */
export const readSchemaFile = (file: string): string =>
  readFileSync(join(schemaFolder, file), 'utf8')
const index: readonly SchemaEntry[] = JSON.parse(readSchemaFile('index.json'))

// Strict: a keyword or a format that ajv does not know is an error.
const ajv = addFormats.default(new Ajv2020({ strict: true, allErrors: true }))
/** The files that the index names. */
export const schemaFiles: readonly string[] = [...new Set(index.map(({ file }) => file))]
const validatorsByFile = new Map(
  schemaFiles.map((file) => [file, ajv.compile(JSON.parse(readSchemaFile(file)))]),
)

/** Returns the compiled validator of a file. */
export function getValidator(file: string | undefined): ValidateFunction {
  const validator = validatorsByFile.get(file ?? '')
  if (validator === undefined) throw new Error(`index.json lists no ${file}`)
  return validator
}

/** Returns the row with exactly these coordinates. */
export function findSchemaEntry(criteria: Partial<SchemaEntry>): SchemaEntry | undefined {
  const keys = ['operationId', 'part', 'version', 'status', 'provider'] as const
  return index.find((entry) => keys.every((key) => entry[key] === criteria[key]))
}
