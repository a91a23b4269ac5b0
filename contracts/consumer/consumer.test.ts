import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AtlasApiError, type DeprecationNotice } from '@export-buckets/client'
import { apiError } from '@export-buckets/core'
import { PactV4 } from '@pact-foundation/pact'
import { afterAll, describe, expect, test } from 'vitest'
import { exampleBucket } from '../matrix/buckets.ts'
import type { BucketAnswer, Cell, ErrorAnswer } from '../matrix/cells.ts'
import { matrix } from '../matrix/matrix.ts'
import {
  committed,
  consumer,
  fileName,
  provider,
  readPact,
  writePact,
} from '../matrix/pact-file.ts'
import { call } from './call.ts'
import { interaction } from './interaction.ts'

const folder = mkdtempSync(join(tmpdir(), 'export-buckets-pacts-'))
const pact = new PactV4({ dir: folder, consumer, provider, logLevel: 'error' })
afterAll(() => rmSync(folder, { recursive: true }))

const isBucket = (cell: Cell): cell is Cell<BucketAnswer> => cell.answer.kind === 'bucket'
const isError = (cell: Cell): cell is Cell<ErrorAnswer> => cell.answer.kind === 'error'

describe('the client reads', () => {
  test.each(matrix.filter(isBucket))('$description', async (cell) => {
    const { provider: cloudProvider, version } = cell.answer
    const notices: DeprecationNotice[] = []
    const read = await interaction(pact, cell).executeTest(({ url }) =>
      call(cell, url, (notice) => notices.push(notice)),
    )
    const expected = { _id: exampleBucket(cloudProvider)._id, cloudProvider }
    const enveloped = cell.ask.query?.['envelope'] !== undefined
    expect(read).toMatchObject(enveloped ? { content: expected, status: 200 } : expected)
    expect(notices.map(({ sunset }) => sunset)).toEqual(
      version.sunset === undefined ? [] : [new Date(version.sunset)],
    )
  })
})

describe('the client rejects with an AtlasApiError', () => {
  test.each(matrix.filter(isError))('$description', async (cell) => {
    const { name, parameters } = cell.answer
    const { error, errorCode } = apiError(name, { parameters })
    // Caught within: Pact records no interaction whose test throws.
    const rejected = await interaction(pact, cell).executeTest(({ url }) =>
      call(cell, url, () => undefined).catch((reason: unknown) => reason),
    )
    expect(rejected).toBeInstanceOf(AtlasApiError)
    expect(rejected).toMatchObject({ status: error, errorCode })
  })
})

test('the committed pact is the one that these tests write (if not: pnpm pacts:update)', () => {
  const written = readPact(join(folder, fileName))
  if (process.env['UPDATE_PACTS']) writePact(committed, written)
  expect(readPact(committed).interactions).toEqual(written.interactions)
})
