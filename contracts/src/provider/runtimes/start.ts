import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { readMigrations } from '@export-buckets/edge/store/migrate'
import { compatibilityDate } from '@export-buckets/test-support/wrangler-config'
import { Miniflare } from 'miniflare'
import type { ConsumerCredentials } from '../stateful-provider.ts'
import { bundleWorker } from './bundle-worker.ts'
import { toEnvVars } from './parent-process.ts'

/** A running provider. */
export interface RunningProvider extends AsyncDisposable {
  readonly url: string
}

const { resolve } = createRequire(import.meta.url)
const resolveInPackage = (name: string, path: string) =>
  join(dirname(resolve(`${name}/package.json`)), path)

/** Starts a program that prints its URL first. Disposing of it kills the program. */
async function startProgram(
  command: string,
  args: string[],
  credentials: ConsumerCredentials,
): Promise<RunningProvider> {
  const child = spawn(command, args, {
    cwd: import.meta.dirname,
    env: { ...process.env, ...toEnvVars(credentials), NO_COLOR: '1' },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const exited = once(child, 'exit')
  const stderr = text(child.stderr)
  const firstLine = once(createInterface({ input: child.stdout }), 'line')
  const failure = exited.then(async ([code]) => {
    throw new Error(`${command}: exit ${code}: ${await stderr}`)
  })
  // A disposed provider reports no failure.
  failure.catch(() => undefined)
  const [url] = await Promise.race([firstLine, failure])
  return {
    url: String(url),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

async function startWorkerd(credentials: ConsumerCredentials): Promise<RunningProvider> {
  const miniflare = new Miniflare({
    modules: true,
    script: await bundleWorker(join(import.meta.dirname, 'workerd.ts')),
    compatibilityDate,
    d1Databases: ['DB'],
    bindings: toEnvVars(credentials),
    host: '127.0.0.1',
    port: 0,
  })
  const url = await miniflare.ready
  const database = await miniflare.getD1Database('DB')
  await database.batch(readMigrations().map(({ sql }) => database.prepare(sql)))
  return { url: url.origin, [Symbol.asyncDispose]: () => miniflare.dispose() }
}

/** Starts the provider, by runtime. */
export const startByRuntime: Readonly<
  Record<string, (credentials: ConsumerCredentials) => Promise<RunningProvider>>
> = {
  node: (credentials) => startProgram(process.execPath, ['node.ts'], credentials),
  'node as a gateway': (credentials) => startProgram(process.execPath, ['gateway.ts'], credentials),
  deno: (credentials) =>
    startProgram(
      resolveInPackage('deno', process.platform === 'win32' ? 'deno.exe' : 'deno'),
      ['run', '--allow-all', '--no-lock', '--node-modules-dir=manual', 'deno.ts'],
      credentials,
    ),
  bun: (credentials) =>
    startProgram(resolveInPackage('bun', 'bin/bun.exe'), ['bun.ts'], credentials),
  workerd: startWorkerd,
}
