import { describe, expect, test } from 'vitest'
import { told } from '../src/told.ts'

describe('told says on one line what an error is', () => {
  test('and what caused it', () => {
    const refused = new Error('connect ECONNREFUSED')
    const failed = new TypeError('fetch failed', { cause: refused })
    expect(told(new Error('the database is away', { cause: failed }))).toBe(
      'the database is away: fetch failed: connect ECONNREFUSED',
    )
  })

  test('once, where it repeats its cause', () => {
    const cause = new Error('database is locked')
    expect(told(new Error('SQLITE_BUSY: database is locked', { cause }))).toBe(
      'SQLITE_BUSY: database is locked',
    )
  })

  test('whatever was thrown', () => {
    expect(told('no error at all')).toBe('no error at all')
    expect(told(new Error('the database is away', { cause: 502 }))).toBe(
      'the database is away: 502',
    )
  })

  test('that causes itself', () => {
    const error = new Error('a circle')
    error.cause = error
    expect(told(error)).toBe('a circle')
  })
})
