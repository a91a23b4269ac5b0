/**
 * Runs all tests while a busy loop occupies each core, because no result may depend on speed.
 *
 * `node tools/ci/under-load.ts [RUNS]`; one run when no number is given.
 */
import { spawn, spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')
const runs = Number(process.argv[2] ?? 1)
if (!Number.isInteger(runs) || runs < 1) {
  console.error('error: RUNS must be a positive integer')
  process.exit(2)
}

const busyLoops = Array.from({ length: availableParallelism() }, () =>
  spawn(process.execPath, ['--eval', 'for (;;);'], { stdio: 'ignore' }),
)
const stop = () => {
  for (const loop of busyLoops) loop.kill('SIGKILL')
}
process.on('exit', stop)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))

/** Disables turbo's cache, which would repeat the results of an earlier run. */
const env = { ...process.env, TURBO_FORCE: 'true' }
for (let run = 1; run <= runs; run += 1) {
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, 'test.ts')], {
    cwd: root,
    env,
    stdio: 'inherit',
  })
  console.log(`run ${run} of ${runs} under load: ${status === 0 ? 'passed' : 'failed'}`)
  if (status !== 0) process.exitCode = 1
}
stop()
