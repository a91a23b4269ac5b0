import { GroupId } from '@export-buckets/core'
import { ObjectId } from 'bson'
import { measure } from 'mitata'
import * as v from 'valibot'
import * as z from 'zod'
import { runRounds, type Suite } from './suite.ts'

/**
 * Ids and other texts, on which all validators agree: bson accepts upper case as well. They differ, because one text again
 * and again would measure branch prediction.
 */
const inputs = Array.from({ length: 64 }, (_, n) => {
  const id = (n * 0x9e3779b1).toString(16).padStart(24, '32b6e34b3d91647abb20e7b8')
  const isId = n % 4 !== 3
  return { isId, text: isId ? id : ([id.slice(1), `${id.slice(1)}g`, ''][n % 3] ?? '') }
})
const texts = inputs.map(({ text }) => text)
let index = 0
const nextText = () => texts[index++ % texts.length] ?? ''

const pattern = /^[a-f0-9]{24}$/
const zodId = z.string().regex(/^[a-f0-9]{24}$/)
const valibotId = v.pipe(v.string(), v.regex(/^[a-f0-9]{24}$/))

/** Validators of the next text. Each is a function literal of its own, for which mitata compiles a loop of its own. */
const validators: Readonly<Record<string, () => boolean>> = {
  'bare regex': () => pattern.test(nextText()),
  'core GroupId.is': () => GroupId.is(nextText()),
  'bson ObjectId.isValid': () => ObjectId.isValid(nextText()),
  'zod safeParse': () => zodId.safeParse(nextText()).success,
  'valibot is': () => v.is(valibotId, nextText()),
}

/** The validators of ids. */
export const ids: Suite = {
  name: 'ids',
  about:
    'Whether a text is an id: the median time for one of 64 texts, of which three in four are.',
  metrics: { time: { unit: 'ns', digits: 1 } },
  comparisons: [
    { metric: 'time', of: 'core GroupId.is', to: 'bare regex', atMost: 1.2 },
    { metric: 'time', of: 'core GroupId.is', to: 'bson ObjectId.isValid' },
    { metric: 'time', of: 'core GroupId.is', to: 'zod safeParse' },
    { metric: 'time', of: 'core GroupId.is', to: 'valibot is' },
  ],
  run: ({ rounds, seconds }) =>
    runRounds(validators, rounds, async (validate, name) => {
      index = 0
      const wrong = inputs.find(({ isId }) => validate() !== isId)
      if (wrong) throw new Error(`${name}: expected ${wrong.isId} for "${wrong.text}"`)
      const { p50 } = await measure(validate, { min_cpu_time: seconds * 1e9 })
      return { time: p50 }
    }),
}
