/**
 * Packs this package and those of the workspace that it needs, installs the tarballs with npm into an empty folder, and
 * verifies a running server with the installed program: what `npx` will do with the published package.
 */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv, promisify } from 'node:util'
import { startServer } from '../apps/edge/test/server.ts'

const workspace = join(import.meta.dirname, '..')
const members = ['packages/core', 'packages/digest', 'packages/client', 'contracts']
const minutes = 60_000

const folder = mkdtempSync(join(tmpdir(), 'export-buckets-packed-'))
const [tarballs, empty, data] = ['tarballs', 'empty', 'data'].map((name) => join(folder, name))

async function run(
  cwd: string,
  command: string,
  args: readonly string[],
  env = {},
): Promise<string> {
  const options = { cwd, env: { ...process.env, ...env }, timeout: 3 * minutes }
  const { stdout } = await promisify(execFile)(command, [...args], options)
  return stdout
}

/** Verifies with the installed program; answers what it prints. Rejects when something differs. */
async function verifyWith(installed: string, served: string): Promise<string> {
  const server = await startServer(served)
  try {
    const credentials = parseEnv(readFileSync(join(served, '.data', 'credentials.env'), 'utf8'))
    const env = { ...credentials, MONGODB_ATLAS_OPS_MANAGER_URL: server.url }
    return await run(installed, 'npx', ['--no-install', 'export-buckets-contracts', 'verify'], env)
  } finally {
    await server.stop()
  }
}

try {
  if (!tarballs || !empty || !data) throw new Error('no folders')
  for (const each of [tarballs, empty, data]) mkdirSync(each)
  for (const member of members) {
    await run(join(workspace, member), 'pnpm', ['pack', '--pack-destination', tarballs])
  }
  const files = readdirSync(tarballs).map((name) => join(tarballs, name))
  await run(empty, 'npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', ...files])
  const installed = await run(empty, 'npm', ['ls', '--all', '--parseable'])
  // The first line is the folder itself.
  process.stdout.write(`${installed.trim().split('\n').length - 1} packages installed\n`)
  process.stdout.write(await verifyWith(empty, data))
} finally {
  rmSync(folder, { recursive: true })
}
