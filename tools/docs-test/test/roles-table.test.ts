import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { operations, roleFromLabel } from '@export-buckets/core'
import { expect, test } from 'vitest'
import { repository } from '../src/documents.ts'

test('the guide names the project role of every operation', () => {
  const guide = readFileSync(join(repository, 'docs', 'export-snapshots.md'), 'utf8')
  const rows = guide.matchAll(/^\| *\d? *\| [^|]+ \| `(\w+)` *\| ([\w ]+?) *\|$/gm)
  const documented = [...rows].map(([, operationId, label]) => [operationId, roleFromLabel(label)])
  const required = Object.values(operations).map(({ operationId, role }) => [operationId, role])
  expect(documented.toSorted()).toEqual(required.toSorted())
})
