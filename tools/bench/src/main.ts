/** The command: runs the suites one after the other and prints their tables. */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { client } from './client.ts'
import { edge } from './edge.ts'
import { ids } from './ids.ts'
import { describeRun, formatSuite, saveRun } from './report.ts'
import { sizes } from './sizes.ts'
import type { Measurements, Suite } from './suite.ts'
import { worker } from './worker.ts'

const suites: readonly Suite[] = [edge, client, ids, worker, sizes]
const names = suites.map(({ name }) => name)

const usage = `pnpm bench [--only ${names.join('|')}] [--rounds N] [--seconds N] [--save]

  --only      run this suite only; can be repeated
  --rounds    the number of measurements of each series (5)
  --seconds   the duration of one measurement, for suites that measure over time (2)
  --save      write RESULTS.md and results/<date>-<processor>.json
  -h, --help  show this help`

function parseNumber(name: string, text: string, min: number, max: number): number {
  const value = Number(text)
  if (text.trim() !== '' && value >= min && value <= max) return value
  throw new TypeError(`--${name}: expected a number from ${min} to ${max}, got "${text}"`)
}

function parseArguments(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      only: { type: 'string', multiple: true, default: names },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '2' },
      save: { type: 'boolean', default: false },
    },
  })
  const { help, save, only } = values
  const unknown = only.find((name) => !names.includes(name))
  if (unknown !== undefined) {
    throw new TypeError(`--only: expected ${names.join(', ')}, got "${unknown}"`)
  }
  const rounds = Math.round(parseNumber('rounds', values.rounds, 1, 100))
  return { help, save, only, rounds, seconds: parseNumber('seconds', values.seconds, 0.05, 60) }
}

type Arguments = ReturnType<typeof parseArguments>

async function run({ save, only, rounds, seconds }: Arguments): Promise<void> {
  const command = ['npx -y pnpm@12 bench', ...process.argv.slice(2)].join(' ')
  const description = describeRun(command, rounds, seconds)
  const { machine, loadAverage } = description
  console.log(`${machine}, load average ${loadAverage}\n${rounds} rounds, ${seconds} s each`)
  const results = new Map<Suite, Measurements>()
  for (const suite of suites.filter(({ name }) => only.includes(name))) {
    const measurements = await suite.run({ rounds, seconds })
    console.log(`\n${formatSuite(suite, measurements)}`)
    results.set(suite, measurements)
  }
  if (!save) return
  const paths = saveRun(description, results, join(import.meta.dirname, '..'))
  for (const path of paths) console.log(`Wrote ${path}`)
}

/** Parses the arguments. Prints what is wrong with them, and exits with 2. */
function parseArgumentsOrExit(): Arguments {
  try {
    return parseArguments(process.argv.slice(2))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(2)
  }
}

const parsed = parseArgumentsOrExit()
if (parsed.help) console.log(usage)
else await run(parsed)
