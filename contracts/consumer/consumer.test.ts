import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AtlasApiError, type DeprecationNotice } from '@export-buckets/client'
import { errorCatalogue, errorCodeOf } from '@export-buckets/core'
import { PactV4 } from '@pact-foundation/pact'
import { afterAll, describe, expect, test } from 'vitest'
import { exampleBucket } from '../matrix/buckets.ts'
import type { Cell, CellAnswer, ErrorAnswer } from '../matrix/cells.ts'
import { matrix } from '../matrix/matrix.ts'
import {
  committed,
  consumer,
  fileName,
  mergePacts,
  provider,
  readPact,
  writePact,
} from '../matrix/pact-file.ts'
import { call } from './call.ts'
import { interaction } from './interaction.ts'

const folder = mkdtempSync(join(tmpdir(), 'export-buckets-pacts-'))
/** A file for a few cells: Pact reads and writes the whole file for each interaction. */
const cellsPerFile = 8
const folderByCell = new Map(
  matrix.map((cell, index) => [cell, join(folder, String(Math.floor(index / cellsPerFile)))]),
)
const folders = [...new Set(folderByCell.values())]
const pactOf = (cell: Cell) =>
  new PactV4({ dir: folderByCell.get(cell) ?? folder, consumer, provider, logLevel: 'error' })
afterAll(() => rmSync(folder, { recursive: true }))

const isError = (cell: Cell): cell is Cell<ErrorAnswer> => cell.answer.kind === 'error'
const isSuccess = (cell: Cell): cell is Cell<Exclude<CellAnswer, ErrorAnswer>> => !isError(cell)

/** Each cell behind its description, which `$description` would cut short. */
const named = <Each extends Cell>(cells: readonly Each[]) =>
  cells.map((cell) => [cell.description, cell] as const)

/** What the client makes of an answer. */
function expected({ answer, ask }: Cell<Exclude<CellAnswer, ErrorAnswer>>): unknown {
  if (answer.kind === 'nothing') return undefined
  if (answer.kind === 'clusters') return { results: [], totalCount: 0 }
  const { _id, cloudProvider } = exampleBucket(answer.provider)
  const bucket = expect.objectContaining({ _id, cloudProvider })
  if (answer.kind === 'page')
    return expect.objectContaining({ results: answer.found ? [bucket] : [] })
  return ask.query?.['envelope'] === 'true' ? { content: bucket, status: 200 } : bucket
}

/** What `onDeprecation` is told by a typed method: of a version that was replaced, whether or not its end is announced. */
function expectedNotices({
  operationId,
  ask,
  answer,
}: Cell<Exclude<CellAnswer, ErrorAnswer>>): object[] {
  const { replacedBy, sunset } = answer.version
  if (replacedBy === undefined || ask.how === 'bare') return []
  const deprecated = new Date(replacedBy)
  const dates = sunset === undefined ? { deprecated } : { deprecated, sunset: new Date(sunset) }
  return [{ operationId, version: ask.version, ...dates }]
}

/** The cells that held: the pact is written of all of them or not at all. */
const held = new Set<Cell>()

describe('the client reads', () => {
  test.each(named(matrix.filter(isSuccess)))('%s', async (_, cell) => {
    const notices: DeprecationNotice[] = []
    const read = await interaction(pactOf(cell), cell).executeTest(({ url }) =>
      call(cell, url, (notice) => notices.push(notice)),
    )
    expect(read).toEqual(expected(cell))
    expect(notices).toEqual(expectedNotices(cell))
    held.add(cell)
  })
})

describe('the client rejects with an AtlasApiError', () => {
  test.each(named(matrix.filter(isError)))('%s', async (_, cell) => {
    const { status } = errorCatalogue[cell.answer.name]
    const errorCode = errorCodeOf(cell.answer.name)
    // Caught within: Pact records no interaction whose test throws.
    const rejected = await interaction(pactOf(cell), cell).executeTest(({ url }) =>
      call(cell, url, () => undefined).catch((reason: unknown) => reason),
    )
    expect(rejected).toBeInstanceOf(AtlasApiError)
    expect(rejected).toMatchObject({ status, errorCode })
    held.add(cell)
  })
})

test('the committed pact is the one that these tests write (if not: pnpm pacts:update)', () => {
  const failed = matrix.filter((cell) => !held.has(cell)).map(({ description }) => description)
  expect(failed, 'cells that did not hold, so the committed pact stays').toEqual([])
  const written = mergePacts(folders.map((each) => readPact(join(each, fileName))))
  if (process.env['UPDATE_PACTS']) writePact(committed, written)
  expect(readPact(committed).interactions).toEqual(written.interactions)
})
