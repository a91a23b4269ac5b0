/**
 * Makes a dry run of a release. Packs every package, installs the tarballs with npm into an empty project, and starts the
 * packed server. Each consumer then reads a bucket from it with the packed client. Fails when one consumer fails.
 */
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { type Server, startServer } from '@export-buckets/test-support/start-server'
import type { Consumer } from './consumer.ts'
import { browser } from './consumers/browser.ts'
import { node, oldestNode } from './consumers/node.ts'
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

/** The time limit of a consumer in milliseconds, long enough for a busy machine. */
const consumerTimeout = 600_000

const formatElapsed = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`

/** Rejects when the consumer takes longer than {@link consumerTimeout}. */
async function withTimeout(consumerPromise: Promise<string>): Promise<string> {
  const signal = AbortSignal.timeout(consumerTimeout)
  const timeoutPromise = once(signal, 'abort').then(() => {
    throw new Error(`timed out after ${consumerTimeout / 1000} s`)
  })
  return await Promise.race([consumerPromise, timeoutPromise])
}

/** Runs a consumer, and prints its summary or its error. Returns whether it succeeded. */
async function runConsumer({ name, run }: Consumer, project: Project): Promise<boolean> {
  const start = performance.now()
  try {
    console.log(`✓ ${name}: ${(await withTimeout(run(project))).trim()} (${formatElapsed(start)})`)
    return true
  } catch (error) {
    console.log(`✗ ${name}: ${error instanceof Error ? error.message : error}`)
    return false
  }
}

/** Starts the installed server on the oldest Node. Returns it with the variables of the credentials file it has written. */
async function startPackedServer(
  folder: string,
  dataFolder: string,
): Promise<[Server, Project['env']]> {
  mkdirSync(dataFolder)
  const program = join(folder, 'node_modules', '.bin', 'export-buckets-edge')
  const server = await startServer(dataFolder, { PORT: '0' }, { node: oldestNode, program })
  const variables = parseEnv(readFileSync(join(dataFolder, '.data', 'credentials.env'), 'utf8'))
  const env = Object.entries(variables).flatMap(([name, value]) => (value ? [[name, value]] : []))
  return [server, { ...Object.fromEntries(env), MONGODB_ATLAS_OPS_MANAGER_URL: server.url }]
}

async function runAll(project: Project): Promise<boolean> {
  const passed: boolean[] = []
  for (const consumer of consumers) passed.push(await runConsumer(consumer, project))
  return passed.every(Boolean)
}

const temporary = mkdtempSync(join(tmpdir(), 'export-buckets-release-'))
try {
  const start = performance.now()
  const packed = await packAll(temporary)
  const folder = await installPacked(temporary, packed)
  console.log(`✓ packed and installed (${formatElapsed(start)})`)
  const [server, env] = await startPackedServer(folder, join(temporary, 'data'))
  try {
    process.exitCode = (await runAll({ folder, packed, env })) ? 0 : 1
  } finally {
    await server.stop()
  }
} finally {
  rmSync(temporary, { recursive: true })
}
// A consumer that hangs would keep the process running.
process.exit()
