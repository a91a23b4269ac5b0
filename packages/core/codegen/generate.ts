import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { OpenAPI3 } from 'openapi-typescript'
import { coreFolder, readDocument } from './document.ts'
import { generateExamples } from './examples.ts'
import { generateApiVersions, generateOperations } from './operations.ts'
import { generateSchemaFiles } from './schema-files.ts'
import { generateSchemas } from './schemas.ts'
import { generateTypes } from './types.ts'

const banner = '// Generated from openapi.yaml by `pnpm generate`. Do not edit.\n'

/** Generates the files of `packages/core/src`, by name. */
export async function generate(document: OpenAPI3): Promise<Record<string, string>> {
  return {
    'api-versions.gen.ts': `${banner}\n${generateApiVersions(document)}\n`,
    'openapi.gen.ts': `${banner}${await generateTypes(document)}`,
    'operations.gen.ts': `${banner}\n${generateOperations(document)}\n`,
    'schemas.gen.ts': `${banner}\n${generateSchemas(document)}\n`,
  }
}

/** Generates the files of `contracts/src/matrix`, by name. */
export function generateContractFiles(document: OpenAPI3): Record<string, string> {
  return { 'examples.gen.ts': `${banner}\n${generateExamples(document)}\n` }
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
  const contracts = join(workspace, 'contracts')
  writeFiles(join(contracts, 'src', 'matrix'), generateContractFiles(document))
  const schemas = join(contracts, 'schemas')
  // The folder has generated files only. Removing it first deletes those of removed operations.
  rmSync(schemas, { recursive: true, force: true })
  writeFiles(schemas, generateSchemaFiles(document))
}
