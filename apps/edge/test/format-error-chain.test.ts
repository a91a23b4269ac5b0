import { describe, expect, test } from 'vitest'
import { formatErrorChain } from '../src/lib/format-error-chain.ts'

describe('told says on one line what an error is', () => {
  test('and what caused it', () => {
    const connectionError = new Error('connect ECONNREFUSED')
    const failedError = new TypeError('fetch failed', { cause: connectionError })
    expect(formatErrorChain(new Error('the database is away', { cause: failedError }))).toBe(
      'the database is away: fetch failed: connect ECONNREFUSED',
    )
  })

  test('once, where it repeats its cause', () => {
    const cause = new Error('database is locked')
    expect(formatErrorChain(new Error('SQLITE_BUSY: database is locked', { cause }))).toBe(
      'SQLITE_BUSY: database is locked',
    )
  })

  test('whatever was thrown', () => {
    expect(formatErrorChain('no error at all')).toBe('no error at all')
    expect(formatErrorChain(new Error('the database is away', { cause: 502 }))).toBe(
      'the database is away: 502',
    )
  })

  test('that causes itself', () => {
    const error = new Error('a circle')
    error.cause = error
    expect(formatErrorChain(error)).toBe('a circle')
  })
})
