import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, delimiter, dirname, join } from 'node:path'
import { repository } from './documents.ts'

/** What is made by running something, and what is not the project's. */
const leftBehind = new Set([
  '.git',
  '.data',
  '.results',
  '.scratch',
  '.turbo',
  'coverage',
  'dist',
  'node_modules',
])
const pnpmState = /^\.pnpm-/

function install(folder: string): void {
  const folders = globSync('{.,*,*/*,*/*/*}/node_modules', { cwd: repository })
  for (const each of folders.filter((path) => !dirname(path).includes('node_modules'))) {
    // pnpm takes no link in the place of the folder, nor of its own state in it.
    mkdirSync(join(folder, each))
    const entries = readdirSync(join(repository, each)).filter((name) => !pnpmState.test(name))
    for (const entry of entries)
      symlinkSync(join(repository, each, entry), join(folder, each, entry))
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Returns the path of a program of this machine; `undefined` where it is not installed. */
export function findProgram(name: string): string | undefined {
  const folders = process.env['PATH']?.split(delimiter) ?? []
  return folders.map((folder) => join(folder, name)).find(isExecutable)
}

/** Prints 32 random bytes where a machine has no OpenSSL. */
const openssl = `[ "$*" = 'rand -hex 32' ] || exit 1
od -An -v -tx1 -N32 /dev/urandom | tr -d ' \\n'
echo`

/** Programs of the workspace, where a reader has those of the registry. */
function programs(folder: string): Record<string, string> {
  return {
    ...(findProgram('openssl') === undefined && { openssl }),
    // The dependencies are linked, and an installation would write through the links.
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
}

/** A copy of the repository, and a home for its reader. */
export interface Copy {
  /** The folder that has both. */
  readonly parent: string
  readonly folder: string
  readonly home: string
  /** The folder of the reader's programs. */
  readonly bin: string
}

/** Copies the repository without what was made in it; its dependencies are those that are installed. */
export function copyRepository(): Copy {
  const parent = mkdtempSync(join(tmpdir(), 'export-buckets-readme-'))
  const folder = join(parent, 'clone')
  cpSync(repository, folder, {
    recursive: true,
    filter: (path) => !leftBehind.has(basename(path)),
  })
  install(folder)
  // The test command has built it before.
  const built = join('apps', 'edge', 'dist')
  if (existsSync(join(repository, built)))
    cpSync(join(repository, built), join(folder, built), { recursive: true })
  const home = join(parent, 'home')
  const bin = join(home, 'bin')
  mkdirSync(bin, { recursive: true })
  for (const [name, script] of Object.entries(programs(folder))) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`)
    chmodSync(join(bin, name), 0o755)
  }
  return { parent, folder, home, bin }
}
