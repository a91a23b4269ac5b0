import { describe, expect, test } from 'vitest'
import { truncate } from '../../src/lib/text.ts'
import { createCellReport } from '../../src/verify/cell-report.ts'
import { readResults } from '../../src/verify/native-verifier.ts'
import { interactionsInPact } from '../../src/verify/plan.ts'
import { Secrets } from '../../src/verify/secrets.ts'

const [plannedInteraction] = interactionsInPact()
if (plannedInteraction === undefined) throw new Error('the matrix is empty')
const { description } = plannedInteraction.cell
const baseUrl = 'https://provider.example'
const response = { status: 200, headers: {}, body: '' }
const exchange = { response, milliseconds: 7 }
const mismatch = {
  type: 'StatusMismatch',
  location: '',
  expected: '200',
  actual: '500',
  message: 'no',
}
const result = { description, mismatches: [] }

describe('a cell', () => {
  test('a cell is passed when Pact finds no mismatch in its response', () => {
    expect(createCellReport(plannedInteraction, baseUrl, result, exchange)).toMatchObject({
      ...{ outcome: 'passed', differences: [], response, milliseconds: 7 },
    })
  })

  test('a cell is failed when Pact finds a mismatch', () => {
    const failed = { ...result, mismatches: [mismatch] }
    expect(createCellReport(plannedInteraction, baseUrl, failed, exchange)).toMatchObject({
      outcome: 'failed',
      differences: [{ where: 'status', message: 'the status is 500, not 200' }],
    })
  })

  test('a cell is skipped, with the reason, when nothing was sent', () => {
    const skipped = { ...plannedInteraction, skipMessage: 'there is no key' }
    expect(createCellReport(skipped, baseUrl, undefined, undefined)).toMatchObject({
      ...{ outcome: 'skipped', reason: 'there is no key', differences: [], milliseconds: 0 },
    })
  })

  test.each([
    ['without a result of Pact', undefined, exchange, 'the request was not sent'],
    ['whose request never came', result, undefined, 'the request was not sent'],
    ['that Pact could not compare', { ...result, problem: 'why' }, exchange, 'why'],
    ['without a response', result, { problem: 'gone', milliseconds: 7 }, 'gone'],
  ])('a cell %s is an error', (_, pactResult, proxyExchange, reason) => {
    const failed = pactResult && { ...pactResult, mismatches: [mismatch] }
    for (const nativeResult of [pactResult, failed]) {
      expect(
        createCellReport(plannedInteraction, baseUrl, nativeResult, proxyExchange),
      ).toMatchObject({
        ...{ outcome: 'error', reason, differences: [] },
      })
    }
  })
})

describe('the results of Pact', () => {
  const readResult = (nativeVerdict: object) =>
    readResults(JSON.stringify({ interactionResults: [{ description, ...nativeVerdict }] }))

  test('an interaction is a match only when its result is OK', () => {
    expect(readResult({ result: 'OK' })).toEqual([result])
  })

  test.each([
    [{ result: 'FAILED' }, 'Pact gives no reason'],
    [{ result: 'FAILED', mismatch: { mismatches: [] } }, 'Pact gives no reason'],
    [{ result: 'FAILED', mismatch: { message: 'no connection' } }, 'no connection'],
    [{}, 'Pact gives no reason'],
  ])(
    'an interaction has a problem when Pact reports neither OK nor a mismatch: %j',
    (nativeVerdict, problem) => {
      expect(readResult(nativeVerdict)).toEqual([{ ...result, problem }])
    },
  )

  test.each(['', 'panic', '{}', 'null', '{"interactionResults":{}}'])(
    'an output that has no results is an error of the verifier: %j',
    (json) => {
      expect(() => readResults(json)).toThrow("Pact's verifier could not verify")
    },
  )
})

test('reports truncate texts to 2000 characters', () => {
  const text = 'x'.repeat(2000)
  expect(truncate(text)).toBe(text)
  expect(truncate(`${text}y`)).toBe(`${text}…`)
})

describe('a secret', () => {
  test('a secret is redacted everywhere, also when JSON escapes it', () => {
    const secret = 'a "secret"\n'
    const value = { a: [`the ${secret} of it`], [secret]: 1 }
    const body = JSON.stringify(value)
    const secrets = new Secrets([secret])
    expect(secrets.redact(value)).toEqual({ a: ['the *** of it'], '***': 1 })
    expect(secrets.redact({ body })).toEqual({ body: '{"a":["the *** of it"],"***":1}' })
    expect(secrets.redact({ nested: JSON.stringify({ body }) })).toEqual({
      nested: JSON.stringify({ body: '{"a":["the *** of it"],"***":1}' }),
    })
  })

  test('a secret has at least 8 characters', () => {
    expect(new Secrets(['1234567', '12345678']).redact('1234567 12345678')).toBe('1234567 ***')
  })

  test('the credential of a request is a secret, unless it cannot be reused', async () => {
    const secrets = new Secrets()
    const send = secrets.watch(async () => new Response())
    const pair = Buffer.from('the-name:the-password').toString('base64')
    for (const authorization of ['Bearer the-token', `Basic ${pair}`, 'Digest response="cafe"'])
      await send(new Request('http://localhost', { headers: { Authorization: authorization } }))
    const texts = ['the-token', pair, 'the-password', 'the-name', 'response="cafe"']
    expect(secrets.redact(texts)).toEqual(['***', '***', '***', 'the-name', 'response="cafe"'])
  })
})
