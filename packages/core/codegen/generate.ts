import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OpenAPI3 } from 'openapi-typescript'
import { coreFolder, readDocument } from './document.ts'
import { generateOperations } from './operations.ts'
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

if (import.meta.main) {
  for (const [name, text] of Object.entries(await generate(readDocument()))) {
    writeFileSync(join(coreFolder, 'src', name), text)
    console.log(`packages/core/src/${name}`)
  }
}
