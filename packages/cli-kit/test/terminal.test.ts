import { describe, expect, test } from 'vitest'
import { alignColumns } from '../src/help.ts'
import { createStyle, printError, supportsAnsi } from '../src/terminal.ts'

function stream(isTTY: boolean) {
  const written: string[] = []
  return { isTTY, written, write: (text: string) => void written.push(text) }
}

describe('createStyle', () => {
  test.each([
    [true, {}, true],
    [true, { TERM: 'xterm', NO_COLOR: '' }, true],
    [false, {}, false],
    [true, { TERM: 'dumb' }, false],
    [true, { NO_COLOR: '1' }, false],
  ])('colour on a terminal (%s) with the environment %j is %s', (isTTY, env, isColoured) => {
    const style = createStyle(stream(isTTY), env)
    expect(style('red', 'x')).toBe(isColoured ? '\u001b[31mx\u001b[39m' : 'x')
  })
})

test('a terminal with NO_COLOR supports control sequences', () => {
  expect(supportsAnsi(stream(true), { NO_COLOR: '1' })).toBe(true)
})

test('an error is printed on one line with a red prefix', () => {
  const stderr = stream(true)
  printError(stderr, {}, 'no\nway')
  expect(stderr.written).toEqual(['\u001b[31merror:\u001b[39m no\\u{a}way\n'])
})

test('commands of CI runners in an error are escaped', () => {
  const stderr = stream(false)
  printError(stderr, {}, new Error('Atlas answered ##[add-mask]a'))
  expect(stderr.written).toEqual(['error: Atlas answered ##\\u{5b}add-mask]a\n'])
})

test('columns are aligned, without white space at the ends of lines', () => {
  expect(
    alignColumns([
      ['ID', 'NAME', 'N'],
      ['1', 'a', '3'],
      ['22', '', ''],
    ]),
  ).toEqual(['ID  NAME  N', '1   a     3', '22'])
  expect(alignColumns([])).toEqual([])
})
