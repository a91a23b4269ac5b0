/**
 * Packs every published package, which is built, into a folder, and prints how another project installs them:
 * `pnpm release:pack --out DIR`.
 */
import { mkdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { pack } from '../ci/pack.ts'
import { members } from './published.ts'

function outIn(args: readonly string[]): string {
  const { out } = parseArgs({ args: [...args], options: { out: { type: 'string' } } }).values
  if (!out) throw new TypeError('--out: expected a folder for the tarballs')
  // Of a script, pnpm says in which folder it was called.
  return resolve(process.env['INIT_CWD'] ?? '.', out)
}

/** Prints the tarballs and what tells npm and pnpm that the packages depend on one another's tarballs. */
function packInto(folder: string): void {
  mkdirSync(folder, { recursive: true })
  const packed = members.map((member) => {
    const { name } = JSON.parse(readFileSync(join(member, 'package.json'), 'utf8'))
    return { name: String(name), path: pack(member, folder) }
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
  packInto(outIn(process.argv.slice(2)))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = error instanceof TypeError ? 2 : 1
}
