/**
 * Packs every package, installs the tarballs with npm into an empty project, starts the packed server, and has each kind
 * of program read a bucket from it with the packed client. Prints a line for each; fails when one does.
 */
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { type Server, startServer } from '@export-buckets/test-support/start-server'
import type { Consumer } from './consumer.ts'
import { browser } from './consumers/browser.ts'
import { node, oldest } from './consumers/node.ts'
import { pnpm } from './consumers/pnpm.ts'
import { programs } from './consumers/programs.ts'
import { runtimes } from './consumers/runtimes.ts'
import { typescript } from './consumers/typescript.ts'
import { worker } from './consumers/worker.ts'
import { installPacked, type Project, packAll } from './project.ts'

const consumers: readonly Consumer[] = [
  ...node,
  ...typescript,
  ...runtimes,
  browser,
  worker,
  pnpm,
  ...programs,
]

/** Milliseconds after which a consumer hangs, also on a machine that is busy. */
const longest = 600_000

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`

/** Rejects when the work takes longer than `longest`. */
async function bounded(work: Promise<string>): Promise<string> {
  const over = AbortSignal.timeout(longest)
  const late = once(over, 'abort').then(() => {
    throw new Error(`not done after ${longest / 1000} s`)
  })
  return await Promise.race([work, late])
}

async function report(name: string, does: () => Promise<string>): Promise<boolean> {
  const start = performance.now()
  try {
    console.log(`✓ ${name}: ${(await bounded(does())).trim()} (${seconds(start)})`)
    return true
  } catch (error) {
    console.log(`✗ ${name}: ${error instanceof Error ? error.message : error}`)
    return false
  }
}

/** Starts the installed program, on the oldest Node; it has written its credentials by the time it greets. */
async function serve(folder: string, data: string): Promise<[Server, Project['env']]> {
  mkdirSync(data)
  const program = join(folder, 'node_modules', '.bin', 'export-buckets-edge')
  const server = await startServer(data, { PORT: '0' }, { node: oldest, program })
  const written = parseEnv(readFileSync(join(data, '.data', 'credentials.env'), 'utf8'))
  const env = Object.entries(written).flatMap(([name, value]) => (value ? [[name, value]] : []))
  return [server, { ...Object.fromEntries(env), MONGODB_ATLAS_OPS_MANAGER_URL: server.url }]
}

async function runAll(project: Project): Promise<boolean> {
  const passed: boolean[] = []
  for (const { name, run } of consumers) passed.push(await report(name, () => run(project)))
  return passed.every(Boolean)
}

const temporary = mkdtempSync(join(tmpdir(), 'export-buckets-release-'))
try {
  const start = performance.now()
  const packed = await packAll(temporary)
  const folder = await installPacked(temporary, packed)
  console.log(`✓ packed and installed (${seconds(start)})`)
  const [server, env] = await serve(folder, join(temporary, 'data'))
  try {
    process.exitCode = (await runAll({ folder, packed, env })) ? 0 : 1
  } finally {
    await server.stop()
  }
} finally {
  rmSync(temporary, { recursive: true })
}
// What hangs holds the process open.
process.exit()
