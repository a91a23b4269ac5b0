/** Measures one validator in a process of its own, so that none is compiled for the types that another one sees. */
import { do_not_optimize, measure } from 'mitata'
import { answerCommands } from '../commands.ts'
import { type IsId, validators } from './validators.ts'

export type MeasuringCommands = {
  /** Nanoseconds for one id. */
  measure(name: string, seconds: number): Promise<number>
}

/**
 * Ids and texts that all validators agree on: bson takes upper case too. Different strings, three of four of them right,
 * because one string again and again would measure branch prediction.
 */
const inputs = Array.from({ length: 64 }, (_, n) => {
  const id = (n * 0x9e3779b1).toString(16).padStart(24, '32b6e34b3d91647abb20e7b8')
  const isId = n % 4 !== 3
  return { isId, text: isId ? id : ([id.slice(1), `${id.slice(1)}g`, ''][n % 3] ?? '') }
})

function verify(name: string, is: IsId): void {
  const wrong = inputs.find(({ text, isId }) => is(text) !== isId)
  if (wrong) throw new Error(`${name} says ${!wrong.isId} of "${wrong.text}"`)
}

const commands: MeasuringCommands = {
  async measure(name, seconds) {
    const is = validators[name]
    if (is === undefined) throw new TypeError(`there is no validator ${name}`)
    verify(name, is)
    const texts = inputs.map(({ text }) => text)
    const all = () => {
      let valid = 0
      for (const text of texts) if (is(text)) valid += 1
      return do_not_optimize(valid)
    }
    const { p50 } = await measure(all, { min_cpu_time: seconds * 1e9 })
    return p50 / texts.length
  },
}
answerCommands(commands)
