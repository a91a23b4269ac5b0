/** Runs all checks and tests of the workspace through turbo, then prints how many passed, failed and were skipped. */
import { spawnSync } from 'node:child_process'
import { existsSync, globSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')
const tasks = ['lint', 'typecheck', 'test', 'package']

interface Count {
  name: string
  passed: number
  failed: number
  skipped: number
}

interface TurboTask {
  taskId: string
  directory: string
  cache: { status: string }
  execution?: { exitCode: number | null }
}

function deleteFiles(...patterns: string[]) {
  for (const path of globSync(patterns, { cwd: root }))
    rmSync(join(root, path), { recursive: true })
}

function runTurbo(): number {
  const { status } = spawnSync(
    'turbo',
    [
      'run',
      ...tasks,
      '--continue=always',
      // With a lower concurrency, the longest tasks would start late, after many short ones.
      '--concurrency=6',
      '--summarize',
      '--output-logs=new-only',
      '--log-order=grouped',
    ],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', PACT_DO_NOT_TRACK: 'true' },
    },
  )
  return status ?? 1
}

function readTurboTasks(): TurboTask[] {
  const [summary] = globSync('.turbo/runs/*.json', { cwd: root })
  if (summary === undefined) throw new Error('turbo left no run summary in .turbo/runs')
  return JSON.parse(readFileSync(join(root, summary), 'utf8')).tasks
}

/** Returns the counts of a task. A test task with a result file counts its tests; every other task counts as one check. */
function countResults({ taskId, directory, execution }: TurboTask): Count {
  const name = taskId.replace('@export-buckets/', '').replace('//', 'root')
  const ok = execution?.exitCode === 0
  const results = join(root, directory, '.results', 'vitest.json')
  if (!taskId.endsWith('#test') || !existsSync(results)) {
    return { name, passed: Number(ok), failed: Number(!ok), skipped: 0 }
  }
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
    readFileSync(results, 'utf8'),
  )
  // A suite can fail without a failed test: an import throws, or the coverage is too low.
  const failed = numFailedTests === 0 && !ok ? 1 : numFailedTests
  return { name, passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests }
}

function formatCoverage({ directory }: TurboTask): string {
  const file = join(root, directory, 'coverage', 'coverage-summary.json')
  if (!existsSync(file)) return ''
  const { lines, branches } = JSON.parse(readFileSync(file, 'utf8')).total
  return `  coverage: ${lines.pct} % of lines, ${branches.pct} % of branches`
}

deleteFiles(
  '.turbo/runs',
  '{packages,apps}/*/{.results,coverage}',
  'contracts/.results',
  'tools/*/.results',
)
const status = runTurbo()
const ranTasks = readTurboTasks().filter(({ taskId }) => tasks.includes(taskId.split('#')[1] ?? ''))
const counts = ranTasks.map((task) => ({
  ...countResults(task),
  coverage: task.taskId.endsWith('#test') ? formatCoverage(task) : '',
}))
const sum = (key: 'passed' | 'failed' | 'skipped') =>
  counts.reduce((total, each) => total + each[key], 0)

console.log('\nWhat ran (a check counts as one):')
for (const { name, passed, failed, skipped, coverage } of counts) {
  const skips = skipped > 0 ? `, ${skipped} skipped` : ''
  console.log(`  ${name.padEnd(22)} ${passed} passed, ${failed} failed${skips}${coverage}`)
}
const skipped = sum('skipped')
console.log(
  `\n${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
)
process.exitCode = status === 0 && sum('failed') === 0 ? 0 : 1
