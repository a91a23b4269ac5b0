import type { Readable } from 'node:stream'
import { build } from 'esbuild'
import { Miniflare } from 'miniflare'
import {
  compatibilityDate,
  wranglerConditions,
} from '../../../../apps/edge/worker/wrangler-config.ts'
import { getPath } from '../fixture.ts'
import { type Figures, inRounds } from '../rounds.ts'
import type { Measured, Options, Suite } from '../suite.ts'
import { type Worker, whyMissing, workers } from './workers.ts'

interface Bundled extends Worker {
  readonly script: string
}

async function bundled(worker: Worker): Promise<Bundled> {
  const { outputFiles } = await build({
    entryPoints: [worker.module],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2024',
    conditions: wranglerConditions,
    external: ['node:*', 'cloudflare:*'],
    logLevel: 'error',
  })
  return { ...worker, script: outputFiles.map(({ text }) => text).join('') }
}

/** Milliseconds from nothing until the runtime is up, and until it has answered for the first and the second time. */
async function startAndAsk({ script, options, wrong }: Bundled): Promise<Figures> {
  const start = performance.now()
  const since = () => performance.now() - start
  const runtime = new Miniflare({
    modules: true,
    script,
    compatibilityDate,
    cf: false,
    // What the Worker logs is not the benchmark's to say.
    handleRuntimeStdio(stdout: Readable, stderr: Readable) {
      stdout.resume()
      stderr.resume()
    },
    ...options,
  })
  try {
    await runtime.ready
    const up = since()
    const answer = await runtime.dispatchFetch(`http://localhost${getPath}`)
    await answer.arrayBuffer()
    const first = since()
    const problem = wrong(answer)
    if (problem !== undefined) throw new Error(problem)
    await (await runtime.dispatchFetch(`http://localhost${getPath}`)).arrayBuffer()
    return { up, first, second: since() - first }
  } finally {
    await runtime.dispose()
  }
}

async function run({ rounds, worker }: Options): Promise<Measured> {
  const all = workers(worker)
  const missing = all.flatMap((each) => {
    const why = whyMissing(each)
    return why === undefined ? [] : [[each.name, why] as const]
  })
  const there = all.filter((each) => whyMissing(each) === undefined)
  const ready = await Promise.all(there.map(bundled))
  const [first] = ready
  // A first start finds workerd's binary cold on the disk; it is the same for every Worker.
  if (first !== undefined) await startAndAsk(first)
  return { ...(await inRounds(ready, rounds, startAndAsk)), missing: Object.fromEntries(missing) }
}

/** Cold starts in workerd. */
export const worker: Suite = {
  name: 'worker',
  about:
    'Milliseconds until workerd, started by miniflare, is up with the bundle, has answered for the first time since the start, and the time of the second answer alone.',
  metrics: [
    { name: 'up', unit: 'ms', digits: 0 },
    { name: 'first', unit: 'ms', digits: 0 },
    { name: 'second', unit: 'ms', digits: 1 },
  ],
  comparisons: [
    { metric: 'first', series: 'edge over memory', against: 'bare Hono' },
    { metric: 'first', series: 'edge, as deployed', against: 'bare Hono' },
  ],
  run,
}
