import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The root of the workspace. */
export const workspace: string = join(import.meta.dirname, '..', '..')

/** The folders of the published packages. Each one follows its dependencies. */
export const packageFolders: readonly string[] = [
  'packages/core',
  'packages/digest',
  'packages/client',
  'apps/edge',
  'contracts',
].map((folder) => join(workspace, folder))

/** A module that a published package exports. */
export interface Entry {
  /** The module specifier. */
  readonly name: string
  /** The folder of its package. */
  readonly folder: string
  /** The path of the source. */
  readonly source: string
  /** The path of the built module. */
  readonly module: string
  /** The path of the built declarations. */
  readonly types: string
}

interface Manifest {
  readonly name: string
  /** The sources, which the workspace imports. */
  readonly exports: Readonly<Record<string, string>>
  /** The target of a module is an object, that of another file is a string. */
  readonly publishConfig: {
    readonly exports: Readonly<Record<string, { types: string; default: string } | string>>
  }
}

function readEntries(folder: string): Entry[] {
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return Object.entries(manifest.publishConfig.exports).flatMap(([subpath, target]) => {
    if (typeof target === 'string') return []
    const name = join(manifest.name, subpath)
    const source = manifest.exports[subpath]
    if (source === undefined) throw new Error(`${name} is published and has no source in exports`)
    const [module, types] = [target.default, target.types]
    return [
      {
        name,
        folder,
        source: join(folder, source),
        module: join(folder, module),
        types: join(folder, types),
      },
    ]
  })
}

/** The modules of all published packages. */
export const entries: readonly Entry[] = packageFolders.flatMap(readEntries)
