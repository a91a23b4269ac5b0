import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

const source = join(import.meta.dirname, '../src')

const middleware = ['auth', 'rate-limit', 'versioning']
const features = [
  'api-page',
  'backup-schedules',
  'cloud-provider-access',
  'clusters',
  'export-buckets',
  'export-jobs',
  'gateway',
  'health',
  'metrics',
  'oauth',
  'snapshots',
]
const lower = ['http', 'lib', 'store']

/** The folders that the modules of a folder may import, other than their own. */
const allowedImports: Readonly<Record<string, readonly string[]>> = {
  lib: [],
  http: ['lib'],
  store: ['lib'],
  simulation: lower,
  ...Object.fromEntries(middleware.map((folder) => [folder, lower])),
  ...Object.fromEntries(
    features.map((folder) => [folder, [...lower, ...middleware, 'simulation']]),
  ),
}

/** The modules that put everything together: they may import any folder, and no folder may import them. */
const composition = ['app.ts', 'cli', 'index.ts', 'options.ts', 'runtimes']

const toFolder = (module: string) => module.split('/')[0] ?? ''

const modules = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.ts'),
)

/** Returns the imports between folders, including those of types, as `[importer, imported]`. */
function importsBetweenFolders(): [string, string][] {
  return modules.flatMap((module) => {
    const text = readFileSync(join(source, module), 'utf8')
    const specifiers = [...text.matchAll(/(?:from|import) ?\(?'(\.[^']+)'/g)].map(
      ([, path = '']) => path,
    )
    return specifiers
      .map((path): [string, string] => [
        module,
        relative(source, join(source, dirname(module), path)),
      ])
      .filter(([, imported]) => !imported.startsWith('..'))
      .filter(([, imported]) => toFolder(imported) !== toFolder(module))
  })
}

describe('the layers of the source', () => {
  test('every folder belongs to a layer', () => {
    const folders = [...new Set(modules.map(toFolder))].sort()
    expect(folders).toEqual([...Object.keys(allowedImports), ...composition].sort())
  })

  test('a layer imports only the layers below it', () => {
    const violations = importsBetweenFolders()
      .filter(([importer, imported]) => {
        const allowed = allowedImports[toFolder(importer)]
        return allowed !== undefined && !allowed.includes(toFolder(imported))
      })
      .map((pair) => pair.join(' imports '))
    expect(violations).toEqual([])
  })
})
