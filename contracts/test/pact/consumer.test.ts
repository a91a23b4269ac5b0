import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AtlasApiError, type DeprecationNotice } from '@export-buckets/client'
import { errorCatalogue, toErrorCode } from '@export-buckets/core'
import { MatchersV3, PactV4 } from '@pact-foundation/pact'
import { afterAll, describe, expect, test } from 'vitest'
import type { Cell, ErrorResponse, ExpectedResponse } from '../../src/matrix/cell.ts'
import { matrix } from '../../src/matrix/matrix.ts'
import { bodyMatcher } from '../../src/pact/body-matchers.ts'
import { callClient } from '../../src/pact/client-call.ts'
import { defineInteraction } from '../../src/pact/interaction.ts'
import {
  committedPactFolder,
  consumerName,
  mergePacts,
  pactFileName,
  providerName,
  readPact,
  readPactFolder,
  withoutKeyExamples,
  writePactFolder,
} from '../../src/pact/pact-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'export-buckets-pacts-'))
/** A pact file for a few cells. Pact reads and writes the whole file for each interaction. */
const cellsPerFile = 8
const folderByCell = new Map(
  matrix.map((cell, index) => [cell, join(folder, String(Math.floor(index / cellsPerFile)))]),
)
const folders = [...new Set(folderByCell.values())]
const createPact = (cell: Cell) =>
  new PactV4({
    dir: folderByCell.get(cell) ?? folder,
    consumer: consumerName,
    provider: providerName,
    logLevel: 'error',
  })
afterAll(() => rmSync(folder, { recursive: true }))

const expectsError = (cell: Cell): cell is Cell<ErrorResponse> =>
  cell.expectedResponse.kind === 'error'
const expectsSuccess = (cell: Cell): cell is Cell<Exclude<ExpectedResponse, ErrorResponse>> =>
  !expectsError(cell)

/** Pairs of description and cell. Vitest would cut `$description` short. */
const withDescriptions = <AnyCell extends Cell>(cells: readonly AnyCell[]) =>
  cells.map((cell) => [cell.description, cell] as const)

/** Returns what the client returns: the body that the mock sends, unchanged. */
function expectedResult(cell: Cell): unknown {
  const body = bodyMatcher(cell)
  return body === undefined ? undefined : MatchersV3.reify(Object(body))
}

/** The calls of `onDeprecation` by a typed method: one for each replaced version, whether or not it has a sunset. */
function expectedNotices({
  operationId,
  call,
  expectedResponse,
}: Cell<Exclude<ExpectedResponse, ErrorResponse>>): object[] {
  const { replacedBy, sunset } = expectedResponse.version
  if (replacedBy === undefined || call.clientApi === 'raw') return []
  const deprecated = new Date(replacedBy)
  const dates = sunset === undefined ? { deprecated } : { deprecated, sunset: new Date(sunset) }
  return [{ operationId, version: call.version, ...dates }]
}

/** The cells that passed. The pact is only written when all of them did. */
const passedCells = new Set<Cell>()

describe('the client reads', () => {
  test.each(withDescriptions(matrix.filter(expectsSuccess)))('%s', async (_, cell) => {
    const notices: DeprecationNotice[] = []
    const result = await defineInteraction(createPact(cell), cell).executeTest(({ url }) =>
      callClient(cell, url, (notice) => notices.push(notice)),
    )
    expect(result).toEqual(expectedResult(cell))
    expect(notices).toEqual(expectedNotices(cell))
    passedCells.add(cell)
  })
})

describe('the client rejects with an AtlasApiError', () => {
  test.each(withDescriptions(matrix.filter(expectsError)))('%s', async (_, cell) => {
    const { status } = errorCatalogue[cell.expectedResponse.name]
    const errorCode = toErrorCode(cell.expectedResponse.name)
    // Caught here, because Pact records no interaction whose test throws.
    const rejection = await defineInteraction(createPact(cell), cell).executeTest(({ url }) =>
      callClient(cell, url, () => undefined).catch((reason: unknown) => reason),
    )
    expect(rejection).toBeInstanceOf(AtlasApiError)
    expect(rejection).toMatchObject({ status, errorCode })
    passedCells.add(cell)
  })
})

test('the committed pact is the one that these tests write (if not: pnpm pacts:update)', () => {
  const failedCells = matrix
    .filter((cell) => !passedCells.has(cell))
    .map(({ description }) => description)
  expect(failedCells, 'cells that did not hold, so the committed pact stays').toEqual([])
  const { interactions, ...rest } = mergePacts(
    folders.map((pactFolder) => readPact(join(pactFolder, pactFileName))),
  )
  const writtenPact = { ...rest, interactions: interactions.map(withoutKeyExamples) }
  if (process.env['UPDATE_PACTS']) writePactFolder(committedPactFolder, writtenPact)
  expect(readPactFolder(committedPactFolder).interactions).toEqual(writtenPact.interactions)
})
