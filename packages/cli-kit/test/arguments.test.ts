import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CommandSpec, isHelpRequested, parseArguments, UsageError } from '../src/arguments.ts'

const command: CommandSpec = {
  name: 'put',
  flags: [
    { name: 'id', valueName: 'ID', description: 'whose', required: true, variable: 'ID' },
    {
      name: 'to',
      short: 't',
      valueName: 'PLACE',
      description: 'where to',
      multiple: true,
      choices: ['a', 'b'],
    },
    { name: 'size', valueName: 'N', description: 'how much', validate: (text) => tooLarge(text) },
    { name: 'dry', description: 'does nothing' },
  ],
}

const withPositional: CommandSpec = {
  ...command,
  positional: { name: 'KIND', choices: ['old', 'new'] },
}

function tooLarge(text: string): string | undefined {
  return text.length > 2 ? `expected two digits at most, got "${text}"` : undefined
}

const parse = (args: readonly string[], env = {}) =>
  parseArguments(['--id', 'x', ...args], command, env)

describe('the value of a flag', () => {
  test.each([
    [['--size', '7'], '7'],
    [['--size=7'], '7'],
    [['--size=-7'], '-7'],
    [['--size', '-'], '-'],
    [['--size==7'], '=7'],
  ])('the value follows the flag: %j', (args, value) => {
    expect(parse(args).value('size')).toBe(value)
  })

  test('the value can follow the short form of a flag', () => {
    expect(parse(['-tb', '-t', 'a']).values('to')).toEqual(['b', 'a'])
  })

  test('repeated values are listed once, in the order of their first occurrence', () => {
    const parsed = parse(['--to', 'b', '--to', 'a', '--to', 'b'])
    expect(parsed.values('to')).toEqual(['b', 'a'])
    expect(parsed.value('to')).toBe('b')
  })

  test('the value of a missing flag is undefined', () => {
    const parsed = parse([])
    expect([parsed.value('size'), parsed.values('to'), parsed.has('size')]).toEqual([
      undefined,
      [],
      false,
    ])
    expect(() => parsed.required('size')).toThrow(new UsageError('--size: missing'))
  })

  test('the value of a missing flag is that of its variable', () => {
    const parsed = parseArguments([], command, { ID: 'y' })
    expect([parsed.required('id'), parsed.has('id')]).toEqual(['y', false])
    expect(parsed.sourceName('id')).toBe('ID')
  })

  test('a flag overrides its variable', () => {
    const parsed = parse([], { ID: 'y' })
    expect([parsed.value('id'), parsed.has('id')]).toEqual(['x', true])
    expect(parsed.sourceName('id')).toBe('--id')
  })
})

describe('a boolean flag', () => {
  test.each([
    [[], false],
    [['--dry'], true],
    [['--dry', 'true'], true],
    [['--dry=true'], true],
    [['--dry', 'false'], false],
    [['--dry=false'], false],
    [['--dry', '--size', '7'], true],
  ])('isTrue for %j is %s', (args, isTrue) => {
    expect(parse(args).isTrue('dry')).toBe(isTrue)
  })
})

test('the flags are listed in the order of the command line', () => {
  const { flags } = parse(['--to', 'b', '--dry', 'false', '--to=a'])
  expect(flags.map(({ name, value }) => `${name} ${value}`)).toEqual([
    'id x',
    'to b',
    'dry false',
    'to a',
  ])
})

describe('the positional argument', () => {
  test.each([
    [['new', '--dry'], 'new'],
    [['--dry', 'old'], 'old'],
    [['--', 'old'], 'old'],
  ])('the positional argument can be anywhere: %j', (args, positional) => {
    expect(parseArguments(['--id', 'x', ...args], withPositional, {}).positional).toBe(positional)
  })

  test('the positional argument can have any value when there are no choices', () => {
    const anyPositional = { ...command, positional: { name: 'ID' } }
    expect(parseArguments(['--id=x', '--', '--dry'], anyPositional, {}).positional).toBe('--dry')
  })

  test('the positional argument is empty when the command has none', () => {
    expect(parse([]).positional).toBe('')
  })
})

describe('usage errors', () => {
  test.each([
    [['--ide'], 'unknown flag --ide (expected --id, --to, --size, --dry)'],
    [['-x'], 'unknown flag -x (expected --id, '],
    [['--__proto__', 'x'], 'unknown flag --__proto__ (expected '],
    [['--size'], '--size: expected N, got nothing'],
    [['--size='], '--size: expected N, got nothing'],
    [['--size', ''], '--size: expected N, got nothing'],
    [['--size', '--dry'], '--size: expected N, got nothing'],
    [['-t'], '-t: expected PLACE, got nothing'],
    [['--size', '1', '--size', '1'], 'duplicate flag --size'],
    [['--dry', '--dry'], 'duplicate flag --dry'],
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
  ])('the arguments %j are the error: %s', (args, message) => {
    const expectation = expect(() => parse(args))
    expectation.toThrow(UsageError)
    expectation.toThrow(message)
  })

  test('the error for an unknown flag says when the command has no flags', () => {
    expect(() => parseArguments(['--x'], { name: 'put', flags: [] }, {})).toThrow(
      'unknown flag --x (expected no flags)',
    )
  })

  test('the error for a missing flag names its variable', () => {
    expect(() => parseArguments([], command, { ID: '' })).toThrow(
      '--id: missing, and ID is not set (ID: whose)',
    )
  })

  test('the error for an invalid variable names the variable', () => {
    const size = {
      name: 'size',
      valueName: 'N',
      description: '',
      variable: 'SIZE',
      validate: tooLarge,
    }
    const syntax = { name: 'put', flags: [size] }
    expect(() => parseArguments([], syntax, { SIZE: '100' })).toThrow(
      'SIZE: expected two digits at most',
    )
  })

  test.each([
    [[], 'put: expected old, new, got nothing'],
    [['ancient'], 'put: expected old, new, got "ancient"'],
    [['old', 'new'], 'put: unexpected argument "new"'],
  ])('an invalid positional argument is a usage error: %j', (args, message) => {
    expect(() => parseArguments(['--id', 'x', ...args], withPositional, {})).toThrow(message)
  })

  test('the error for a missing positional argument has its placeholder', () => {
    const anyPositional = { ...command, positional: { name: 'KEY' } }
    expect(() => parseArguments(['--id', 'x'], anyPositional, {})).toThrow(
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
])('isHelpRequested for %j is %s', (args, isRequested) => {
  expect(isHelpRequested(args)).toBe(isRequested)
})

test('any arguments are parsed or throw a UsageError', () => {
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
    fc.property(fc.constantFrom(command, withPositional), fc.array(word), (syntax, args) => {
      try {
        parseArguments(args, syntax, {})
      } catch (error) {
        expect(error).toBeInstanceOf(UsageError)
      }
    }),
  )
})

test('serialized arguments are parsed to the same values', () => {
  const value = fc.string({ minLength: 1 })
  fc.assert(
    fc.property(
      value,
      fc.array(fc.constantFrom('a', 'b')),
      fc.boolean(),
      (id, places, isDryRun) => {
        const to = places.flatMap((place) => ['--to', place])
        const parsed = parseArguments([`--id=${id}`, ...to, '--dry', String(isDryRun)], command, {})
        expect([parsed.value('id'), parsed.values('to'), parsed.isTrue('dry')]).toEqual([
          id,
          [...new Set(places)],
          isDryRun,
        ])
      },
    ),
  )
})
