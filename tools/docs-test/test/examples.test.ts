import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv, promisify } from 'node:util'
import { type Server, startServer } from '@export-buckets/test-support/start-server'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { replaceParts } from '../src/annotation.ts'
import { blocks, repository } from '../src/documents.ts'
import { toModule } from '../src/example-module.ts'

const examples = blocks.filter(({ language }) => language === 'ts')
const imports = `import { expect } from 'vitest'
import { aBucket, get, readAuthorization, requestBuckets } from '../../src/example-checks.ts'`
// In this package, because its dependencies include what the examples import.
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
  // An example imports `./atlas.ts`, the output of openapi-typescript. The copied file is a part of that output.
  cpSync(join(repository, 'packages/client/test/fakes/cluster-paths.ts'), join(folder, 'atlas.ts'))
})

/** Lets the snapshots and export jobs of a server's sample take a second. */
async function shortenExports(cwd: string): Promise<void> {
  const program = join(repository, 'apps', 'edge', 'src', 'cli', 'main.ts')
  const project = process.env['MONGODB_ATLAS_PROJECT_ID'] ?? ''
  const seconds = ['--snapshot-seconds', '1', '--export-seconds', '1']
  const args = [program, 'simulate', '--project', project, ...seconds]
  await promisify(execFile)(process.execPath, args, { cwd })
}

/** Writes an example as a module. */
function write(prefix: string, source: string, code: string): string {
  const file = join(folder, `${prefix}${source.replaceAll(/[/:]/g, '-')}.ts`)
  writeFileSync(file, toModule(code))
  return file
}

test('every example has the types of the packages', async () => {
  for (const { source, text } of examples) write('', source, text)
  const tsc = join(repository, 'tools', 'docs-test', 'node_modules', '.bin', 'tsc')
  const wrong = await promisify(execFile)(tsc, ['-p', folder]).then(
    () => '',
    (error) => error.stdout || String(error),
  )
  expect(wrong).toBe('')
})

describe('with a started server in place of Atlas', () => {
  const data = mkdtempSync(join(tmpdir(), 'export-buckets-examples-'))
  const { fetch } = globalThis
  let server: Server

  beforeAll(async () => {
    server = await startServer(data)
    for (const [name, value] of Object.entries(
      parseEnv(readFileSync(join(data, '.data', 'credentials.env'), 'utf8')),
    ))
      vi.stubEnv(name, value)
    await shortenExports(data)
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

  test.each(examples)('$source', async ({ source, text, annotations }) => {
    const code = annotations.reduce(replaceParts, text)
    const after = annotations.flatMap((each) => each.get('after') ?? [])
    await import(write('run-', source, [imports, code, ...after].join('\n')))
  })
})
