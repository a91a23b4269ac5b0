import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { ends, keptTo } from '../src/processors.ts'

test.each([
  ['0', '0', '0'],
  ['0-1', '0', '1'],
  ['2,4', '2', '4'],
  ['0-3,8-11', '0', '11'],
  ['5-7,9', '5', '9'],
])('of %s the first is %s and the last %s', (list, first, last) => {
  expect(ends(list)).toEqual({ first, last })
})

test.runIf(keptTo('first').length > 0).each(['first', 'last'] as const)(
  'what is kept to the %s processor sees one alone',
  (processor) => {
    const [program = '', ...args] = keptTo(processor)
    const script = 'console.log(os.availableParallelism())'
    expect(
      execFileSync(program, [...args, process.execPath, '-e', script], { encoding: 'utf8' }),
    ).toBe('1\n')
  },
)
