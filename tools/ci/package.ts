/**
 * Packs the package in the current folder as it would be published, and checks the tarball with publint and attw.
 * The manifest in the tarball differs from the one in the repository, because pnpm applies `publishConfig`.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pack } from './pack.ts'

const build = 'pnpm run build'
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
if (scripts.prepack !== build) {
  throw new Error(
    `package.json: prepack: expected "${build}": "pnpm pack" would pack nothing in a fresh clone`,
  )
}

const folder = mkdtempSync(join(tmpdir(), 'export-buckets-pack-'))
const run = (command: string, ...args: string[]) =>
  execFileSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] })

try {
  const tarball = pack(process.cwd(), folder)
  run('publint', 'run', tarball, '--strict')
  run('attw', tarball, '--profile', 'esm-only', '--exclude-entrypoints', 'openapi.yaml')
} finally {
  rmSync(folder, { recursive: true })
}
