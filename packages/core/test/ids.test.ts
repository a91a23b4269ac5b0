import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ExportBucketId, GroupId, type Issue, RoleId, ValidationError } from '../src/index.ts'

const anyText = fc.array(fc.nat(0x10ffff)).map((points) => String.fromCodePoint(...points))
const hex24 = fc
  .array(fc.constantFrom(...'0123456789abcdef'), { minLength: 24, maxLength: 24 })
  .map((digits) => digits.join(''))

describe.each([
  ['GroupId', GroupId],
  ['ExportBucketId', ExportBucketId],
  ['RoleId', RoleId],
])('%s', (name, id) => {
  test('an id of 24 lower-case hexadecimal digits is valid', () => {
    fc.assert(
      fc.property(hex24, (text) => {
        expect(id.is(text)).toBe(true)
        expect(id.parse(text)).toBe(text)
        expect(id.issues(text)).toEqual([])
        expect(id['~standard'].validate(text)).toEqual({ value: text })
      }),
    )
  })

  test('any other value is invalid in is, parse and the Standard Schema', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), anyText), (value) => {
        fc.pre(!(typeof value === 'string' && /^[0-9a-f]{24}$/.test(value) && value.length === 24))
        expect(id.is(value)).toBe(false)
        expect(() => id.parse(value)).toThrow(ValidationError)
        expect(id['~standard'].validate(value)).toEqual({ issues: id.issues(value) })
        expect(id.issues(value)).toHaveLength(1)
      }),
    )
  })

  test.each([
    ['32b6e34b3d91647abb20e7b8\n', 'got 25 characters: "32b6e34b3d91647abb20e7b8\\n"'],
    ['32b6e34b', 'got 8 characters: "32b6e34b"'],
    [
      '32B6e34b3d91647abb20e7b8',
      'got "B" at position 3 of "32B6e34b3d91647abb20e7b8"; write it in lower case',
    ],
    ['32b6e34b3d91647abb20e7bz', 'got "z" at position 24 of "32b6e34b3d91647abb20e7bz"'],
    ['', 'got 0 characters: ""'],
    [null, 'got null, not a string'],
    [undefined, 'got undefined, not a string'],
    ['z2B6e34b3d91647abb20e7b8', 'got "z" at position 1 of "z2B6e34b3d91647abb20e7b8"'],
    [['32b6e34b3d91647abb20e7b8'], 'got an array, not a string'],
    [7, 'got number, not a string'],
  ])('the error for %j names the problem and its position', (value, message) => {
    const { message: errorMessage } = new ValidationError(name, id.issues(value))
    expect(errorMessage).toBe(`${name}: expected 24 lower-case hexadecimal digits, ${message}`)
    expect(() => id.parse(value)).toThrow(errorMessage)
  })

  test('an error shows at most 40 characters of the value', () => {
    const [maxLengthText, tooLongText] = ['x'.repeat(40), 'x'.repeat(41)]
    expect(id.issues(maxLengthText)[0]?.message).toContain(`40 characters: "${maxLengthText}"`)
    expect(id.issues(tooLongText)[0]?.message).toContain(`41 characters: "${maxLengthText}…"`)
  })

  test('the validator is a Standard Schema', () => {
    expect(id['~standard']).toMatchObject({ version: 1, vendor: 'export-buckets' })
  })
})

test('a ValidationError has a stable code and the expected type', () => {
  const issues: Issue[] = [
    { path: ['a', 0], code: 'missing', message: 'missing' },
    { path: [], code: 'rule', message: 'wrong' },
  ]
  const error = new ValidationError('GroupId', issues)
  expect(error).toMatchObject({
    name: 'ValidationError',
    code: 'INVALID_VALUE',
    expected: 'GroupId',
    issues,
  })
  expect(error.message).toBe('GroupId: a.0: missing; wrong')
})
