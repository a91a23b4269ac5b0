import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv, promisify } from 'node:util'
import { type Server, startServer } from '@export-buckets/test-support/start-server'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { blocks, repository } from '../src/documents.ts'
import { rowsFor } from '../src/examples.ts'
import { moduleOf } from '../src/prelude.ts'
import { exampleRows } from '../src/rows/examples.ts'

const examples = blocks('ts').map((block) => ({ ...block, rows: rowsFor(block) }))
// Below this package, whose dependencies are what the examples import.
const folder = join(repository, 'tools', 'docs-test', '.results', 'examples')

const compilerOptions = {
  isolatedDeclarations: false,
  declaration: false,
  lib: ['es2024', 'dom', 'dom.iterable'],
  types: ['node'],
  resolveJsonModule: true,
}

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const extended = join(repository, 'tsconfig.base.json')
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: extended, compilerOptions, include: ['.'] }),
  )
  // What openapi-typescript writes for MongoDB's whole document, as far as the example uses it.
  cpSync(join(repository, 'packages/client/test/fakes/cluster-paths.ts'), join(folder, 'atlas.ts'))
})

/** Writes an example as a module. */
function write(name: string, code: string): string {
  const file = join(folder, name)
  writeFileSync(file, moduleOf(code))
  return file
}

test('every example of the documents has one row', () => {
  const unclear = examples.filter(({ rows }) => rows.length !== 1)
  expect(unclear.map(({ document, line }) => `${document}:${line}`)).toEqual([])
})

test('every row has an example in the documents', () => {
  const used = new Set(examples.flatMap(({ rows }) => rows))
  expect(exampleRows.filter((row) => !used.has(row))).toEqual([])
})

test('every example has the types of the packages', async () => {
  examples.forEach(({ text, document, line }) => {
    write(`${document.replaceAll('/', '-')}-${line}.ts`, text)
  })
  const tsc = join(repository, 'tools', 'docs-test', 'node_modules', '.bin', 'tsc')
  const wrong = await promisify(execFile)(tsc, ['-p', folder]).then(
    () => '',
    (error) => error.stdout || String(error),
  )
  expect(wrong).toBe('')
})

describe('beside a started server, which stands where Atlas is', () => {
  const data = mkdtempSync(join(tmpdir(), 'export-buckets-examples-'))
  const { fetch } = globalThis
  let server: Server

  beforeAll(async () => {
    server = await startServer(data)
    for (const [name, value] of Object.entries(
      parseEnv(readFileSync(join(data, '.data', 'credentials.env'), 'utf8')),
    ))
      vi.stubEnv(name, value)
    vi.stubGlobal('fetch', (input: string | Request, init?: RequestInit) => {
      const request = new Request(input, init)
      return fetch(
        new Request(request.url.replace('https://cloud.mongodb.com', server.url), request),
      )
    })
  }, 60_000)
  afterAll(async () => {
    vi.unstubAllGlobals()
    vi.unstubAllEnvs()
    await server.stop()
    rmSync(data, { recursive: true })
  })

  test.each(examples)('$document:$line', async ({ document, line, text, rows }) => {
    for (const { as, check } of rows) {
      const file = write(`run-${document.replaceAll('/', '-')}-${line}.ts`, as?.(text) ?? text)
      await check(await import(file))
    }
  })
})
