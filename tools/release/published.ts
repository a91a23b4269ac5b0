import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The root of the workspace. */
export const workspace: string = join(import.meta.dirname, '..', '..')

/** The folders of what is published, in the order of dependencies. */
export const members: readonly string[] = [
  'packages/core',
  'packages/digest',
  'packages/client',
  'apps/edge',
  'contracts',
].map((folder) => join(workspace, folder))

/** A module that a published package exports. */
export interface Entry {
  /** As it is imported. */
  readonly name: string
  /** The folder of its package. */
  readonly folder: string
  /** Its source; the built module, and its declarations. */
  readonly source: string
  readonly module: string
  readonly types: string
}

interface Manifest {
  readonly name: string
  /** What the workspace imports. */
  readonly exports: Readonly<Record<string, string>>
  /** A target is an object when it is a module, a string when it is a file to read. */
  readonly publishConfig: {
    readonly exports: Readonly<Record<string, { types: string; default: string } | string>>
  }
}

function entriesOf(folder: string): Entry[] {
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

/** Every module that is published. */
export const entries: readonly Entry[] = members.flatMap(entriesOf)
