import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const workspace = join(import.meta.dirname, '..')

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
  /** The built module, and its declarations. */
  readonly module: string
  readonly types: string
}

interface Manifest {
  readonly name: string
  /** A target is an object when it is a module, a string when it is a file to read. */
  readonly publishConfig: {
    readonly exports: Readonly<Record<string, { types: string; default: string } | string>>
  }
}

function entriesOf(folder: string): Entry[] {
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return Object.entries(manifest.publishConfig.exports).flatMap(([subpath, target]) => {
    if (typeof target === 'string') return []
    const [module, types] = [join(folder, target.default), join(folder, target.types)]
    return [{ name: join(manifest.name, subpath), folder, module, types }]
  })
}

/** Every module that is published. */
export const entries: readonly Entry[] = members.flatMap(entriesOf)
