import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Options, Suite } from './suite.ts'
import { suites } from './suites.ts'

/** What the command is to do. */
export interface Arguments extends Options {
  readonly help: boolean
  readonly save: boolean
  readonly suites: readonly Suite[]
}

const names = suites.map(({ name }) => name)

export const usage: string = `pnpm bench [--only ${names.join('|')}] [--rounds N] [--seconds N] [--worker FILE] [--save]

  --only     this suite alone; may stand there several times
  --rounds   how many times each series is measured (5)
  --seconds  how long each time, where it is time that counts (2)
  --worker   the module of the Worker that is deployed
  --save     write RESULTS.md and results/<date>-<processor>.json`

function numberFrom(name: string, text: string, least: number, most: number): number {
  const value = Number(text)
  if (text.trim() !== '' && value >= least && value <= most) return value
  throw new TypeError(`--${name}: expected a number from ${least} to ${most}, got "${text}"`)
}

function suiteNamed(name: string): Suite {
  const suite = suites.find((each) => each.name === name)
  if (suite === undefined) {
    throw new TypeError(`--only: expected ${names.join(', ')}, got "${name}"`)
  }
  return suite
}

/** @throws TypeError that names the argument and what it can be */
export function readArguments(args: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      only: { type: 'string', multiple: true, default: names },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '2' },
      worker: { type: 'string' },
      save: { type: 'boolean', default: false },
    },
  })
  const rounds = numberFrom('rounds', values.rounds, 1, 100)
  if (!Number.isInteger(rounds)) throw new TypeError('--rounds: expected a whole number')
  const worker = values.worker && resolve(values.worker)
  if (worker && !existsSync(worker)) throw new TypeError(`--worker: there is no file ${worker}`)
  return {
    help: values.help,
    save: values.save,
    suites: [...new Set(values.only)].map(suiteNamed),
    rounds,
    seconds: numberFrom('seconds', values.seconds, 0.05, 60),
    ...(worker && { worker }),
  }
}
