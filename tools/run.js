/**
 * Runs a program of this repository: `node tools/run.js FILE [ARGUMENT…]`.
 *
 * Installs only what the program's package needs, and runs it on a Node that is recent enough for it. This file is
 * JavaScript, because Node 20 has to run it.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'

const root = dirname(import.meta.dirname)
const nodePackage = join(root, 'tools', 'node')
const [file = '', ...programArguments] = process.argv.slice(2)

/** Returns the manifest of the package that a file belongs to. */
function findManifest(path) {
  const manifest = join(path, 'package.json')
  if (existsSync(manifest)) return JSON.parse(readFileSync(manifest, 'utf8'))
  return findManifest(dirname(path))
}

/** Returns whether this Node satisfies a range of the form `>=22.20`. */
function isRecentEnough(range) {
  const oldest = range.replace('>=', '')
  return process.versions.node.localeCompare(oldest, 'en', { numeric: true }) >= 0
}

/**
 * Installs the packages of the lockfile; prints to stderr, because stdout is the program's. `test` verifies the provenance
 * of the lockfile's 900 entries, which may take a minute.
 */
function install(filters) {
  // A complete installation, as `test` makes it, stays complete.
  const isComplete = existsSync(join(root, 'node_modules', 'vitest'))
  const selection = isComplete
    ? []
    : ['--prod', ...filters.flatMap((name) => ['--filter-prod', name])]
  const reporter = existsSync(join(root, 'node_modules')) ? ['--reporter=silent'] : []
  const { status, error } = spawnSync(
    'pnpm',
    ['install', '--frozen-lockfile', '--trust-lockfile', ...reporter, ...selection],
    { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' },
  )
  if (error !== undefined) throw new Error(`pnpm: ${error.message}; run "npx -y pnpm@12 start"`)
  if (status !== 0) process.exit(status ?? 1)
}

/** Runs the program to its end. Ctrl-C reaches it through the terminal, other signals from here. */
function run(node, path) {
  const child = spawn(node, [path, ...programArguments], { stdio: 'inherit' })
  process.on('SIGINT', () => undefined)
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => {
    process.exitCode = code ?? 1
  })
}

const path = join(root, file)
if (file === '' || !existsSync(path)) {
  console.error(
    `error: no program ${JSON.stringify(file)}; usage: node tools/run.js FILE [ARGUMENT…]`,
  )
  process.exit(2)
}
const { name, engines } = findManifest(dirname(path))
const suffices = isRecentEnough(engines.node)
install([`${name}...`, 'export-buckets...', ...(suffices ? [] : ['@export-buckets/node'])])
run(suffices ? process.execPath : join(nodePackage, 'node_modules', 'node', 'bin', 'node'), path)
