/**
 * Packs the package in the current folder as it would be published and has publint and attw judge the tarball.
 * The manifest that pnpm packs differs from the one in the repository (`publishConfig`), so the tarball is what counts.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'export-buckets-pack-'))
const run = (command: string, ...args: string[]) =>
  execFileSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] })

try {
  run('pnpm', 'pack', '--pack-destination', folder)
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'))
  if (tarball === undefined) throw new Error(`pnpm pack left no tarball in ${folder}`)
  run('publint', 'run', join(folder, tarball), '--strict')
  run(
    'attw',
    join(folder, tarball),
    '--profile',
    'esm-only',
    '--exclude-entrypoints',
    'openapi.yaml',
  )
} finally {
  rmSync(folder, { recursive: true })
}
