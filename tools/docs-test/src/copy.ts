import {
  chmodSync,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { findProgram } from '@export-buckets/test-support/find-program'
import { repository } from './documents.ts'

// biome-ignore format: fewer lines
const excludedFolders = ['.git', '.data', '.results', '.scratch', '.turbo', 'coverage', 'dist', 'node_modules']

/** Copies the repository without build results. Its dependencies are links to the installed ones. */
export function copyRepository(folder: string): void {
  const filter = (path: string) => !excludedFolders.includes(basename(path))
  cpSync(repository, folder, { recursive: true, filter })
  const folders = globSync('{.,*,*/*,*/*/*}/node_modules', { cwd: repository })
  for (const modulesFolder of folders.filter((path) => !dirname(path).includes('node_modules'))) {
    // A real folder, because pnpm rejects a link here. Its `.pnpm-*` files are skipped, because pnpm rejects links to them too.
    mkdirSync(join(folder, modulesFolder))
    const entries = readdirSync(join(repository, modulesFolder)).filter(
      (name) => !name.startsWith('.pnpm-'),
    )
    for (const entry of entries)
      symlinkSync(join(repository, modulesFolder, entry), join(folder, modulesFolder, entry))
  }
  // The edge is built before the tests run; see turbo.json.
  const built = join('apps', 'edge', 'dist')
  if (existsSync(join(repository, built)))
    cpSync(join(repository, built), join(folder, built), { recursive: true })
}

/** Replaces `openssl rand -hex 32` on a machine without OpenSSL. */
const opensslScript = `[ "$*" = 'rand -hex 32' ] || exit 1
od -An -v -tx1 -N32 /dev/urandom | tr -d ' \\n'
echo`

/** Writes programs into `bin` that run the packages in `folder` instead of those of the registry. */
export function writePrograms(bin: string, folder: string): void {
  const programs = {
    ...(findProgram('openssl') === undefined && { openssl: opensslScript }),
    // Skips installations, which would change the dependencies of the repository through the links.
    pnpm: `[ "$1" = install ] && exit 0
exec '${findProgram('pnpm')}' "$@"`,
    'export-buckets': `exec node '${folder}/packages/client/src/cli/main.ts' "$@"`,
    npx: `[ "$1" = -y ] && shift
case "$1" in
  pnpm@12) shift; exec pnpm "$@" ;;
  @export-buckets/contracts) shift; exec node '${folder}/contracts/src/cli/main.ts' "$@" ;;
esac
echo "npx: $1 is not of this workspace" >&2; exit 1`,
  }
  mkdirSync(bin, { recursive: true })
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`)
    chmodSync(join(bin, name), 0o755)
  }
}
