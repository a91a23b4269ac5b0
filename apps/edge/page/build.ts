/** Builds the API page: a folder of static files. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { pageFiles } from '../src/api-page/files.ts'
import { pageFolder } from '../src/api-page/folder.ts'
import { securityHeaders } from '../src/http/security-headers.ts'
import { pageDocument } from './document.ts'

const scalar = dirname(dirname(fileURLToPath(import.meta.resolve('@scalar/api-reference'))))
const scalarVersion: string = JSON.parse(readFileSync(join(scalar, 'package.json'), 'utf8')).version

function renderHtml(): string {
  const text = readFileSync(join(import.meta.dirname, 'index.html'), 'utf8')
  return text.replace('{{scalarVersion}}', scalarVersion)
}

/** Returns Scalar's script with its license, and without the link to a source map that is not served. */
function scalarScript(): string {
  const license = readFileSync(join(import.meta.dirname, 'scalar-license.txt'), 'utf8')
  const text = readFileSync(join(scalar, 'dist/browser/standalone.js'), 'utf8')
  return `/*! Scalar ${scalarVersion}\n\n${license}*/\n${text.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n')}`
}

async function bundlePageScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'page.ts')],
    bundle: true,
    format: 'iife',
    minify: true,
    write: false,
  })
  const [file] = outputFiles
  if (file === undefined) throw new Error('page.ts: esbuild wrote no script')
  return file.text
}

/** Returns the headers for static file hosts, in the `_headers` format of Cloudflare and Netlify. */
function headersFile(): string {
  const rules = { '/*': securityHeaders, ...pageFiles }
  return Object.entries(rules)
    .map(([path, headers]) => {
      const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}\n`)
      return `${path}\n${lines.join('')}`
    })
    .join('')
}

const files: Record<string, string> = {
  'index.html': renderHtml(),
  'openapi.json': JSON.stringify(pageDocument(), null, 2),
  'page.js': await bundlePageScript(),
  'scalar.js': scalarScript(),
  _headers: headersFile(),
}

mkdirSync(pageFolder, { recursive: true })
for (const [name, text] of Object.entries(files)) writeFileSync(join(pageFolder, name), text)
