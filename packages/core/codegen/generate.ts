import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { OpenAPI3 } from 'openapi-typescript'
import { coreFolder, readDocument } from './document.ts'
import { generateOperations } from './operations.ts'
import { generateSchemaFiles } from './schema-files.ts'
import { generateSchemas } from './schemas.ts'
import { generateTypes } from './types.ts'

const banner = '// Made from openapi.yaml by `pnpm generate`. Change that file, not this one.\n'

/** The generated files of core/src, by name. */
export async function generate(document: OpenAPI3): Promise<Record<string, string>> {
  return {
    'openapi.gen.ts': `${banner}${await generateTypes(document)}`,
    'operations.gen.ts': `${banner}\n${generateOperations(document)}\n`,
    'schemas.gen.ts': `${banner}\n${generateSchemas(document)}\n`,
  }
}

const workspace = join(coreFolder, '..', '..')

function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
    console.log(relative(workspace, file))
  }
}

if (import.meta.main) {
  const document = readDocument()
  writeFiles(join(coreFolder, 'src'), await generate(document))
  const schemas = join(workspace, 'contracts', 'schemas')
  // Nothing but generated files is in it, and those of an operation that has gone are to go too.
  rmSync(schemas, { recursive: true, force: true })
  writeFiles(schemas, generateSchemaFiles(document))
}
