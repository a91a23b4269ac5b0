/** The command: runs the suites one after the other and says what they found. */
import { join } from 'node:path'
import { type Arguments, readArguments, usage } from './arguments.ts'
import { described, machine } from './machine.ts'
import { type Report, reportOf, type SuiteReport } from './report/report.ts'
import { save } from './report/save.ts'
import { asText } from './report/text.ts'

async function run({ save: saves, suites, ...options }: Arguments, command: string): Promise<void> {
  const where = machine()
  const time = new Date().toISOString()
  console.log(`${described(where)}\n${options.rounds} rounds, ${options.seconds} s each`)
  const reports: SuiteReport[] = []
  for (const suite of suites) {
    const report = reportOf(suite, await suite.run(options))
    console.log(asText(report))
    reports.push(report)
  }
  if (!saves) return
  const { rounds, seconds } = options
  const report: Report = { time, command, rounds, seconds, machine: where, suites: reports }
  for (const path of save(report, join(import.meta.dirname, '..'))) console.log(`Wrote ${path}`)
}

/** The arguments; undefined, with a word on what is wrong, when they cannot be used. */
function argumentsOf(args: readonly string[]): Arguments | undefined {
  try {
    return readArguments(args)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 2
    return undefined
  }
}

const args = process.argv.slice(2)
const read = argumentsOf(args)
if (read?.help) console.log(usage)
else if (read) await run(read, ['npx -y pnpm@12 bench', ...args].join(' '))
