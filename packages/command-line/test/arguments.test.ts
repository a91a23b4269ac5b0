import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readArguments, type Syntax, wantsHelp } from '../src/arguments.ts'
import { UsageError } from '../src/usage-error.ts'

const command: Syntax = {
  name: 'put',
  flags: [
    { name: 'id', value: 'ID', about: 'whose', required: true, variable: 'ID' },
    { name: 'to', short: 't', value: 'PLACE', about: 'where to', many: true, choices: ['a', 'b'] },
    { name: 'size', value: 'N', about: 'how much', problem: (text) => tooLarge(text) },
    { name: 'dry', about: 'does nothing' },
  ],
}

const withOperand: Syntax = { ...command, operand: { name: 'KIND', choices: ['old', 'new'] } }

function tooLarge(text: string): string | undefined {
  return text.length > 2 ? `expected two digits at most, got "${text}"` : undefined
}

const read = (args: readonly string[], env = {}) =>
  readArguments(['--id', 'x', ...args], command, env)

describe('a value', () => {
  test.each([
    [['--size', '7'], '7'],
    [['--size=7'], '7'],
    [['--size=-7'], '-7'],
    [['--size', '-'], '-'],
    [['--size==7'], '=7'],
  ])('of a flag is what follows it: %j', (args, value) => {
    expect(read(args).text('size')).toBe(value)
  })

  test('may follow the letter of a flag', () => {
    expect(read(['-tb', '-t', 'a']).texts('to')).toEqual(['b', 'a'])
  })

  test('that is given several times counts once, in the order of the first ones', () => {
    const given = read(['--to', 'b', '--to', 'a', '--to', 'b'])
    expect(given.texts('to')).toEqual(['b', 'a'])
    expect(given.text('to')).toBe('b')
  })

  test('is undefined where the flag is not given', () => {
    const given = read([])
    expect([given.text('size'), given.texts('to'), given.isGiven('size')]).toEqual([
      undefined,
      [],
      false,
    ])
    expect(() => given.required('size')).toThrow(new UsageError('--size: missing'))
  })

  test('comes from the variable where the flag is not given', () => {
    const given = readArguments([], command, { ID: 'y' })
    expect([given.required('id'), given.isGiven('id')]).toEqual(['y', false])
    expect(given.sourceOf('id')).toBe('ID')
  })

  test('comes from the flag where both are there', () => {
    const given = read([], { ID: 'y' })
    expect([given.text('id'), given.isGiven('id')]).toEqual(['x', true])
    expect(given.sourceOf('id')).toBe('--id')
  })
})

describe('a flag without a value is', () => {
  test.each([
    [[], false],
    [['--dry'], true],
    [['--dry', 'true'], true],
    [['--dry=true'], true],
    [['--dry', 'false'], false],
    [['--dry=false'], false],
    [['--dry', '--size', '7'], true],
  ])('%j: %s', (args, isTrue) => {
    expect(read(args).isTrue('dry')).toBe(isTrue)
  })
})

test('flags keep their order', () => {
  const { flags } = read(['--to', 'b', '--dry', 'false', '--to=a'])
  expect(flags.map(({ name, value }) => `${name} ${value}`)).toEqual([
    'id x',
    'to b',
    'dry false',
    'to a',
  ])
})

describe('the operand', () => {
  test.each([
    [['new', '--dry'], 'new'],
    [['--dry', 'old'], 'old'],
    [['--', 'old'], 'old'],
  ])('stands anywhere: %j', (args, operand) => {
    expect(readArguments(['--id', 'x', ...args], withOperand, {}).operand).toBe(operand)
  })

  test('may be anything where there are no choices', () => {
    const anything = { ...command, operand: { name: 'ID' } }
    expect(readArguments(['--id=x', '--', '--dry'], anything, {}).operand).toBe('--dry')
  })

  test('is empty where a command takes none', () => {
    expect(read([]).operand).toBe('')
  })
})

describe('a UsageError says', () => {
  test.each([
    [['--ide'], 'unknown flag --ide; there are --id, --to, --size, --dry'],
    [['-x'], 'unknown flag -x; there are --id, '],
    [['--__proto__', 'x'], 'unknown flag --__proto__; '],
    [['--size'], '--size: expected N, got nothing'],
    [['--size='], '--size: expected N, got nothing'],
    [['--size', ''], '--size: expected N, got nothing'],
    [['--size', '--dry'], '--size: expected N, got nothing'],
    [['-t'], '-t: expected PLACE, got nothing'],
    [['--size', '1', '--size', '1'], '--size is given twice'],
    [['--dry', '--dry'], '--dry is given twice'],
    [['--dry='], '--dry: expected true, false, got ""'],
    [['--dry=yes'], '--dry: expected true, false, got "yes"'],
    [['--dry', 'yes'], 'put: unexpected argument "yes"'],
    [['--dry=true', 'false'], 'put: unexpected argument "false"'],
    [['--dry', '--', 'false'], 'put: unexpected argument "false"'],
    [['\u001b'], 'put: unexpected argument "\\u001b"'],
    [['--to', 'c'], '--to: expected a, b, got "c"'],
    [
      ['--size', '100', '--to', 'a', '--to', 'c'],
      '--to: expected a, b, got "c"; --size: expected two digits at most, got "100"',
    ],
  ])('%j: %s', (args, message) => {
    const failed = expect(() => read(args))
    failed.toThrow(UsageError)
    failed.toThrow(message)
  })

  test('that there are no flags', () => {
    expect(() => readArguments(['--x'], { name: 'put', flags: [] }, {})).toThrow(
      'unknown flag --x; there are none',
    )
  })

  test('which variable is not set either', () => {
    expect(() => readArguments([], command, { ID: '' })).toThrow(
      '--id: missing, and ID is not set (ID: whose)',
    )
  })

  test('which variable holds a value that cannot be', () => {
    const size = { name: 'size', value: 'N', about: '', variable: 'SIZE', problem: tooLarge }
    const syntax = { name: 'put', flags: [size] }
    expect(() => readArguments([], syntax, { SIZE: '100' })).toThrow(
      'SIZE: expected two digits at most',
    )
  })

  test.each([
    [[], 'put: expected old, new, got nothing'],
    [['ancient'], 'put: expected old, new, got "ancient"'],
    [['old', 'new'], 'put: unexpected argument "new"'],
  ])('what the operand can be: %j', (args, message) => {
    expect(() => readArguments(['--id', 'x', ...args], withOperand, {})).toThrow(message)
  })

  test('what stands for the operand where it can be anything', () => {
    const anything = { ...command, operand: { name: 'KEY' } }
    expect(() => readArguments(['--id', 'x'], anything, {})).toThrow(
      'put: expected KEY, got nothing',
    )
  })
})

test.each([
  [['--help'], true],
  [['x', '-h'], true],
  [['--help=true'], true],
  [['-ho', 'json'], true],
  [['help'], false],
  [['--help=false'], false],
  [['-oh'], false],
  [['--helper'], false],
])('help is asked for by --help and -h, wherever they stand: %j: %s', (args, isAsked) => {
  expect(wantsHelp(args)).toBe(isAsked)
})

test('any arguments are read or are a UsageError', () => {
  const names = command.flags.map(({ name }) => `--${name}`)
  const word = fc.oneof(
    fc.string(),
    fc.constantFrom(
      ...names,
      '-t',
      '-h',
      '--',
      '-',
      'true',
      'false',
      'old',
      '--__proto__',
      '--toString',
    ),
    fc.tuple(fc.constantFrom(...names), fc.string()).map((pair) => pair.join('=')),
  )
  fc.assert(
    fc.property(fc.constantFrom(command, withOperand), fc.array(word), (syntax, args) => {
      try {
        readArguments(args, syntax, {})
      } catch (error) {
        expect(error).toBeInstanceOf(UsageError)
      }
    }),
  )
})

test('whatever is put together is read as it was', () => {
  const value = fc.string({ minLength: 1 })
  fc.assert(
    fc.property(value, fc.array(fc.constantFrom('a', 'b')), fc.boolean(), (id, places, dry) => {
      const to = places.flatMap((place) => ['--to', place])
      const given = readArguments([`--id=${id}`, ...to, '--dry', String(dry)], command, {})
      expect([given.text('id'), given.texts('to'), given.isTrue('dry')]).toEqual([
        id,
        [...new Set(places)],
        dry,
      ])
    }),
  )
})
