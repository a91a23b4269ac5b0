import { describe, expect, test } from 'vitest'
import { createStyle, printError, supportsAnsi } from '../src/style.ts'
import { alignColumns } from '../src/table.ts'

function stream(isTTY: boolean) {
  const written: string[] = []
  return { isTTY, written, write: (text: string) => void written.push(text) }
}

describe('colour is', () => {
  test.each([
    [true, {}, true],
    [true, { TERM: 'xterm', NO_COLOR: '' }, true],
    [false, {}, false],
    [true, { TERM: 'dumb' }, false],
    [true, { NO_COLOR: '1' }, false],
  ])('on a terminal: %s, with %j: %s', (isTTY, env, isColoured) => {
    const style = createStyle(stream(isTTY), env)
    expect(style('red', 'x')).toBe(isColoured ? '\u001b[31mx\u001b[39m' : 'x')
  })
})

test('a terminal without colour is still one', () => {
  expect(supportsAnsi(stream(true), { NO_COLOR: '1' })).toBe(true)
})

test('a complaint is one line, with its beginning in red', () => {
  const stderr = stream(true)
  printError(stderr, {}, 'no\nway')
  expect(stderr.written).toEqual(['\u001b[31merror:\u001b[39m no\\u{a}way\n'])
})

test('a complaint is no command to a CI runner, whatever an error repeats', () => {
  const stderr = stream(false)
  printError(stderr, {}, new Error('Atlas answered ##[add-mask]a'))
  expect(stderr.written).toEqual(['error: Atlas answered ##\\u{5b}add-mask]a\n'])
})

test('columns are lined up, and nothing stands at the end of a line', () => {
  expect(
    alignColumns([
      ['ID', 'NAME', 'N'],
      ['1', 'a', '3'],
      ['22', '', ''],
    ]),
  ).toEqual(['ID  NAME  N', '1   a     3', '22'])
  expect(alignColumns([])).toEqual([])
})
