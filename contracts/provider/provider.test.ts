import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { committed, readPact, writePact } from '../matrix/pact-file.ts'
import { mutations } from './mutations.ts'
import { verify } from './verification.ts'

const folder = mkdtempSync(join(tmpdir(), 'export-buckets-verify-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A pact of those interactions alone whose description contains the text. The whole pact holds, so they do. */
function excerpt(text: string, name: string): string {
  const pact = readPact(committed)
  const interactions = pact.interactions.filter(({ description }) => description.includes(text))
  expect(interactions).not.toEqual([])
  const file = join(folder, `${name.replaceAll(/\W+/g, '-')}.json`)
  writePact(file, { ...pact, interactions })
  return file
}

test('the edge app keeps every interaction of the pact', async () => {
  const { ok, report } = await verify(committed)
  expect(ok, report).toBe(true)
  for (const { description } of readPact(committed).interactions) {
    expect(report).toContain(description)
  }
})

describe('the verification fails when the provider', () => {
  test.concurrent.each(Object.entries(mutations))('%s', async (name, { interactions, told }) => {
    const pact = excerpt(interactions, name)
    expect(await verify(pact, name)).toEqual({ ok: false, report: expect.stringMatching(told) })
  })
})
