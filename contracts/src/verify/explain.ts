import { truncate } from '../lib/text.ts'
import { headerExpectation } from './expectation.ts'
import { explainBody, quotePact, shorten } from './explain-body.ts'
import type { Mismatch } from './native-verifier.ts'
import type { CellInteraction } from './plan.ts'
import type { Difference } from './report.ts'

/** The maximum number of differences in the report of a cell. A provider can add any number of fields. */
const maxDifferences = 50

/** The maximum number of mismatches of a body that are explained. */
const maxMismatches = 1000

function explainStatus({ expected, actual }: Mismatch): Difference {
  return { where: 'status', message: `the status is ${actual}, not ${expected}`, expected, actual }
}

function explainHeader(
  { interaction }: CellInteraction,
  { location, actual }: Mismatch,
): Difference {
  const { example, pattern } = headerExpectation(interaction, location)
  const where = `header ${location}`
  const expected = pattern === undefined ? String(example) : `text that matches ${pattern}`
  if (actual === '')
    return { where, message: `the ${where} is missing`, expected, actual: 'nothing' }
  const message =
    pattern === undefined
      ? `the ${where} is ${shorten(actual)}, not ${shorten(expected)}`
      : `the ${where} has the wrong format`
  return { where, message, expected, actual }
}

function explainBodyType({ expected, actual }: Mismatch): Difference {
  return { where: 'body', message: `the body is ${actual}, not ${expected}`, expected, actual }
}

function compareDifferences(a: Difference, b: Difference): number {
  return a.where.localeCompare(b.where, 'en') || a.message.localeCompare(b.message, 'en')
}

/** Returns a difference with truncated texts. */
function shortenTexts({ where, message, expected, actual }: Difference): Difference {
  return {
    where: truncate(where),
    message: truncate(message),
    expected: truncate(expected),
    actual: truncate(actual),
  }
}

/**
 * Explains Pact's mismatches in plain words. A different status is reported alone, because all other differences
 * follow from it.
 *
 * @param body - the body that Pact compared, unless it is too large to explain
 */
export function explain(
  cellInteraction: CellInteraction,
  mismatches: readonly Mismatch[],
  body: string | undefined,
): Difference[] {
  const {
    StatusMismatch: [status] = [],
    HeaderMismatch: headers = [],
    BodyTypeMismatch: bodyTypes = [],
    BodyMismatch: bodies = [],
    ...others
  } = Object.fromEntries(Map.groupBy(mismatches, ({ type }) => type))
  if (status !== undefined) return [explainStatus(status)]
  // The type of a body follows from its header, so the two would be the same finding.
  const isExplained = headers.some(({ location }) => location.toLowerCase() === 'content-type')
  return [
    ...headers.map((mismatch) => explainHeader(cellInteraction, mismatch)),
    ...(isExplained ? [] : bodyTypes.map(explainBodyType)),
    ...explainBody(cellInteraction, bodies.slice(0, maxMismatches), body),
    ...Object.values(others).flatMap((mismatchGroup) =>
      mismatchGroup.map((mismatch) => quotePact(mismatch.type, mismatch)),
    ),
  ]
    .toSorted(compareDifferences)
    .slice(0, maxDifferences)
    .map(shortenTexts)
}
