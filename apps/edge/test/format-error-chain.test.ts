import { describe, expect, test } from 'vitest'
import { formatErrorChain } from '../src/lib/format-error-chain.ts'

describe('formatErrorChain', () => {
  test('the message of an error is followed by those of its causes', () => {
    const connectionError = new Error('connect ECONNREFUSED')
    const failedError = new TypeError('fetch failed', { cause: connectionError })
    expect(formatErrorChain(new Error('the database is unavailable', { cause: failedError }))).toBe(
      'the database is unavailable: fetch failed: connect ECONNREFUSED',
    )
  })

  test('a message that repeats its cause is shown once', () => {
    const cause = new Error('database is locked')
    expect(formatErrorChain(new Error('SQLITE_BUSY: database is locked', { cause }))).toBe(
      'SQLITE_BUSY: database is locked',
    )
  })

  test('values that are not errors are formatted, too', () => {
    expect(formatErrorChain('no error at all')).toBe('no error at all')
    expect(formatErrorChain(new Error('the database is unavailable', { cause: 502 }))).toBe(
      'the database is unavailable: 502',
    )
  })

  test('a circular cause is shown once', () => {
    const error = new Error('a circle')
    error.cause = error
    expect(formatErrorChain(error)).toBe('a circle')
  })
})
