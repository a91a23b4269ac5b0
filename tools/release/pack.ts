/**
 * Packs every published package into a folder, and prints how another project installs them:
 * `pnpm release:pack --out DIR`. The packages must be built.
 */
import { mkdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { pack } from '../ci/pack.ts'
import { packageFolders } from './published.ts'

function parseOutFolder(args: readonly string[]): string {
  const { out } = parseArgs({ args: [...args], options: { out: { type: 'string' } } }).values
  if (!out) throw new TypeError('--out: expected a folder for the tarballs')
  // pnpm runs scripts in the root folder. `INIT_CWD` is the folder in which pnpm was called.
  return resolve(process.env['INIT_CWD'] ?? '.', out)
}

/** Packs all packages into a folder. Prints the tarballs, and how npm and pnpm install them. */
function packPackages(folder: string): void {
  mkdirSync(folder, { recursive: true })
  const packed = packageFolders.map((packageFolder) => {
    const { name } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'))
    return { name: String(name), path: pack(packageFolder, folder) }
  })
  const overrides = packed.map(({ name, path }) => `  '${name}': file:${path}\n`)
  console.log(`Packed into ${folder}:
${packed.map(({ path }) => `  ${basename(path)}\n`).join('')}
With npm, install a package together with those of this project that it depends on, or all:
  npm install ${folder}/*.tgz

With pnpm, add this to pnpm-workspace.yaml, then install the tarball of a package with "pnpm add FILE":
overrides:
${overrides.join('')}`)
}

try {
  packPackages(parseOutFolder(process.argv.slice(2)))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = error instanceof TypeError ? 2 : 1
}
