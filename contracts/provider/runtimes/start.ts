import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { readMigrations } from '@export-buckets/edge/store/migrate'
import { Miniflare } from 'miniflare'
import { build } from 'tsdown'
import { compatibilityDate } from '../../../apps/edge/worker/as-wrangler.ts'
import type { Caller } from '../states-world.ts'
import { variablesOf } from './caller.ts'

/** A provider in a runtime of its own. */
export interface Provider extends AsyncDisposable {
  readonly url: string
}

const { resolve } = createRequire(import.meta.url)
const inPackage = (name: string, path: string) =>
  join(dirname(resolve(`${name}/package.json`)), path)

/** Runs a program that says its URL first, until it is disposed of. */
async function startProgram(command: string, args: string[], caller: Caller): Promise<Provider> {
  const child = spawn(command, args, {
    cwd: import.meta.dirname,
    env: { ...process.env, ...variablesOf(caller), NO_COLOR: '1' },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const exited = once(child, 'exit')
  const said = text(child.stderr)
  const line = once(createInterface({ input: child.stdout }), 'line')
  const failed = exited.then(async ([code]) => {
    throw new Error(`${command}: exit ${code}: ${await said}`)
  })
  // Whoever disposes of it does not wait for its failure.
  failed.catch(() => undefined)
  const [url] = await Promise.race([line, failed])
  return {
    url: String(url),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

async function bundledWorker(): Promise<string> {
  const { bundles } = await build({
    config: false,
    entry: { workerd: join(import.meta.dirname, 'workerd.ts') },
    platform: 'browser',
    dts: false,
    deps: { alwaysBundle: [/./] },
    logLevel: 'warn',
    clean: false,
    write: false,
  })
  const [chunk] = bundles.flatMap(({ chunks }) => chunks)
  if (chunk?.type !== 'chunk') throw new Error('workerd.ts: the bundler made no script of it')
  return chunk.code
}

async function startWorkerd(caller: Caller): Promise<Provider> {
  const miniflare = new Miniflare({
    modules: true,
    script: await bundledWorker(),
    compatibilityDate,
    d1Databases: ['DB'],
    bindings: variablesOf(caller),
    host: '127.0.0.1',
    port: 0,
  })
  const url = await miniflare.ready
  const database = await miniflare.getD1Database('DB')
  await database.batch(readMigrations().map(({ sql }) => database.prepare(sql)))
  return { url: url.origin, [Symbol.asyncDispose]: () => miniflare.dispose() }
}

/** How the provider is started in each runtime. */
export const runtimes: Readonly<Record<string, (caller: Caller) => Promise<Provider>>> = {
  node: (caller) => startProgram(process.execPath, ['node.ts'], caller),
  'node as a gateway': (caller) => startProgram(process.execPath, ['gateway.ts'], caller),
  deno: (caller) =>
    startProgram(
      inPackage('deno', process.platform === 'win32' ? 'deno.exe' : 'deno'),
      ['run', '--allow-all', '--no-lock', '--node-modules-dir=manual', 'deno.ts'],
      caller,
    ),
  bun: (caller) => startProgram(inPackage('bun', 'bin/bun.exe'), ['bun.ts'], caller),
  workerd: startWorkerd,
}
