import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CommandSpec, isHelpRequested, parseArguments } from '../src/arguments.ts'
import { UsageError } from '../src/usage-error.ts'

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

describe('a value', () => {
  test.each([
    [['--size', '7'], '7'],
    [['--size=7'], '7'],
    [['--size=-7'], '-7'],
    [['--size', '-'], '-'],
    [['--size==7'], '=7'],
  ])('of a flag is what follows it: %j', (args, value) => {
    expect(parse(args).value('size')).toBe(value)
  })

  test('may follow the letter of a flag', () => {
    expect(parse(['-tb', '-t', 'a']).values('to')).toEqual(['b', 'a'])
  })

  test('that is given several times counts once, in the order of the first ones', () => {
    const parsed = parse(['--to', 'b', '--to', 'a', '--to', 'b'])
    expect(parsed.values('to')).toEqual(['b', 'a'])
    expect(parsed.value('to')).toBe('b')
  })

  test('is undefined where the flag is not given', () => {
    const parsed = parse([])
    expect([parsed.value('size'), parsed.values('to'), parsed.has('size')]).toEqual([
      undefined,
      [],
      false,
    ])
    expect(() => parsed.required('size')).toThrow(new UsageError('--size: missing'))
  })

  test('comes from the variable where the flag is not given', () => {
    const parsed = parseArguments([], command, { ID: 'y' })
    expect([parsed.required('id'), parsed.has('id')]).toEqual(['y', false])
    expect(parsed.sourceName('id')).toBe('ID')
  })

  test('comes from the flag where both are there', () => {
    const parsed = parse([], { ID: 'y' })
    expect([parsed.value('id'), parsed.has('id')]).toEqual(['x', true])
    expect(parsed.sourceName('id')).toBe('--id')
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
    expect(parse(args).isTrue('dry')).toBe(isTrue)
  })
})

test('flags keep their order', () => {
  const { flags } = parse(['--to', 'b', '--dry', 'false', '--to=a'])
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
  ])('stands anywhere: %j', (args, positional) => {
    expect(parseArguments(['--id', 'x', ...args], withPositional, {}).positional).toBe(positional)
  })

  test('may be anything where there are no choices', () => {
    const anyPositional = { ...command, positional: { name: 'ID' } }
    expect(parseArguments(['--id=x', '--', '--dry'], anyPositional, {}).positional).toBe('--dry')
  })

  test('is empty where a command takes none', () => {
    expect(parse([]).positional).toBe('')
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
    const expectation = expect(() => parse(args))
    expectation.toThrow(UsageError)
    expectation.toThrow(message)
  })

  test('that there are no flags', () => {
    expect(() => parseArguments(['--x'], { name: 'put', flags: [] }, {})).toThrow(
      'unknown flag --x; there are none',
    )
  })

  test('which variable is not set either', () => {
    expect(() => parseArguments([], command, { ID: '' })).toThrow(
      '--id: missing, and ID is not set (ID: whose)',
    )
  })

  test('which variable holds a value that cannot be', () => {
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
  ])('what the operand can be: %j', (args, message) => {
    expect(() => parseArguments(['--id', 'x', ...args], withPositional, {})).toThrow(message)
  })

  test('what stands for the operand where it can be anything', () => {
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
])('help is asked for by --help and -h, wherever they stand: %j: %s', (args, isRequested) => {
  expect(isHelpRequested(args)).toBe(isRequested)
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
    fc.property(fc.constantFrom(command, withPositional), fc.array(word), (syntax, args) => {
      try {
        parseArguments(args, syntax, {})
      } catch (error) {
        expect(error).toBeInstanceOf(UsageError)
      }
    }),
  )
})

test('whatever is put together is read as it was', () => {
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
