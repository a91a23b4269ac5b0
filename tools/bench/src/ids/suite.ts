import { startChild } from '../child.ts'
import { inRounds } from '../rounds.ts'
import type { Suite } from '../suite.ts'
import type { MeasuringCommands } from './measuring.ts'
import { validators } from './validators.ts'

const time = 'time'

/** The ids' validators, against what could stand in their place. */
export const ids: Suite = {
  name: 'ids',
  about:
    'Whether a text is an id: the median time for one of 64 texts, three of four of which are ids. Each validator runs in a process of its own, started anew in every round.',
  metrics: [{ name: time, unit: 'ns', digits: 1 }],
  comparisons: [
    { metric: time, series: 'core GroupId.is', against: 'bare regex', target: { atMost: 1.2 } },
    { metric: time, series: 'core GroupId.is', against: 'bson ObjectId.isValid' },
    { metric: time, series: 'core GroupId.is', against: 'zod safeParse' },
    { metric: time, series: 'core GroupId.is', against: 'valibot is' },
  ],
  async run({ rounds, seconds }) {
    const all = Object.keys(validators).map((name) => ({ name }))
    return inRounds(all, rounds, async ({ name }) => {
      const module = new URL('measuring.ts', import.meta.url)
      await using child = startChild<MeasuringCommands>(module)
      return { time: await child.call('measure', name, seconds) }
    })
  },
}
