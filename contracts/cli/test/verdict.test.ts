import { describe, expect, test } from 'vitest'
import { cellReport } from '../../verify/cell-report.ts'
import { excerpt } from '../../verify/excerpt.ts'
import { readResults } from '../../verify/native-result.ts'
import { pinnedCells } from '../../verify/plan.ts'
import { Secrets } from '../../verify/secrets.ts'

const [planned] = pinnedCells()
if (planned === undefined) throw new Error('the matrix is empty')
const { description } = planned.cell
const answered = { status: 200, headers: {}, body: '' }
const exchange = { answered, milliseconds: 7 }
const difference = { where: 'status', expected: '200', actual: '500', message: 'no' }
const result = { description, differences: [] }

describe('a cell', () => {
  test('holds where there is an answer in which Pact finds no difference', () => {
    expect(cellReport(planned, result, exchange)).toMatchObject({
      ...{ outcome: 'holds', differences: [], answered, milliseconds: 7 },
    })
  })

  test('differs where Pact finds one', () => {
    const differs = { ...result, differences: [difference] }
    expect(cellReport(planned, differs, exchange)).toMatchObject({ outcome: 'differs' })
  })

  test.each([
    ['of which Pact says nothing', undefined, exchange, 'it was never asked'],
    ['whose request never came', result, undefined, 'it was never asked'],
    ['that Pact could not judge', { ...result, problem: 'why' }, exchange, 'why'],
    ['without an answer', result, { problem: 'gone', milliseconds: 7 }, 'gone'],
  ])('%s is unanswered', (_, said, came, reason) => {
    const differs = said && { ...said, differences: [difference] }
    for (const each of [said, differs]) {
      expect(cellReport(planned, each, came)).toMatchObject({
        ...{ outcome: 'unanswered', reason, differences: [] },
      })
    }
  })
})

describe('what Pact says of an interaction', () => {
  const read = (verdict: object) =>
    readResults(JSON.stringify({ interactionResults: [{ description, ...verdict }] }))

  test('is that it holds only where it says OK', () => {
    expect(read({ result: 'OK' })).toEqual([result])
  })

  test.each([
    [{ result: 'FAILED' }, 'Pact gives no reason'],
    [{ result: 'FAILED', mismatch: { mismatches: [] } }, 'Pact gives no reason'],
    [{ result: 'FAILED', mismatch: { message: 'no connection' } }, 'no connection'],
    [{}, 'Pact gives no reason'],
  ])('is a problem where it does not, and names no difference: %j', (verdict, problem) => {
    expect(read(verdict)).toEqual([{ ...result, problem }])
  })

  test.each(['', 'panic', '{}', 'null', '{"interactionResults":{}}'])(
    'is nothing where it is no result: %j',
    (json) => {
      expect(() => readResults(json)).toThrow("Pact's verifier could not verify")
    },
  )
})

test('a report has the first 2000 characters of a text', () => {
  const text = 'x'.repeat(2000)
  expect(excerpt(text)).toBe(text)
  expect(excerpt(`${text}y`)).toBe(`${text}…`)
})

describe('a secret', () => {
  test('is struck out in whatever holds it, also where JSON writes it otherwise', () => {
    const secret = 'a "secret"\n'
    const said = { a: [`the ${secret} of it`], [secret]: 1 }
    expect(new Secrets([secret]).strike(said)).toEqual({ a: ['the *** of it'], '***': 1 })
  })

  test('of fewer than 8 characters is none', () => {
    expect(new Secrets(['1234567', '12345678']).strike('1234567 12345678')).toBe('1234567 ***')
  })

  test('is what a request authenticates itself with, unless that is good for it alone', async () => {
    const secrets = new Secrets()
    const send = secrets.watch(async () => new Response())
    const pair = Buffer.from('the-name:the-password').toString('base64')
    for (const authorization of ['Bearer the-token', `Basic ${pair}`, 'Digest response="cafe"'])
      await send(new Request('http://localhost', { headers: { Authorization: authorization } }))
    const said = ['the-token', pair, 'the-password', 'the-name', 'response="cafe"']
    expect(secrets.strike(said)).toEqual(['***', '***', '***', 'the-name', 'response="cafe"'])
  })
})
