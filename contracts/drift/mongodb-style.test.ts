import { describe, expect, test } from 'vitest'
import { acceptedDifferences } from './accepted.ts'
import { drift } from './drift.ts'
import { textReport } from './report/text.ts'
import { inMongoDbStyle } from './test/mongodb-style.ts'
import { mutated, put, schema } from './test/mutate.ts'

describe("a document as MongoDB writes it, which differs where MongoDB's does", () => {
  const found = drift({ theirs: mutated(inMongoDbStyle) })

  test('has no difference but the accepted ones', () => {
    expect(found.differences.map(({ id }) => id)).toEqual([])
  })

  test('has each of the accepted ones', () => {
    expect(found.accepted.length).toBeGreaterThan(acceptedDifferences.length)
    expect(found.stale).toEqual([])
  })
})

test('a document that states roles in prose alone has no drift of them, and the report says so', () => {
  const theirs = mutated((root) => {
    for (const item of Object.values(Object(root).paths))
      for (const operation of Object.values(Object(item)))
        Reflect.deleteProperty(Object(operation), 'x-rolesRequirements')
  })
  const found = drift({ theirs, accepted: [] })
  expect(found.differences).toEqual([])
  expect(textReport(found, (_, text) => text, false)).toBe(
    'No drift. Roles are not compared: the document states none as data.\n',
  )
})

test('a change in a part that variants share is told of each provider', () => {
  const theirs = mutated((root) => {
    inMongoDbStyle(root)
    const parent = schema('DiskBackupSnapshotExportBucketResponse')
    put(root, [...parent, 'properties', 'bucketName', 'maxLength'], 222)
  })
  const ids = drift({ theirs }).differences.map(({ id }) => id)
  // The AWS answer is no variant of that parent, and says 63 itself.
  expect(ids.filter((id) => id.startsWith('getGroup'))).toEqual([
    'getGroupBackupExportBucket 2024-05-30 response 200 AZURE.bucketName maxLength',
    'getGroupBackupExportBucket 2024-05-30 response 200 GCP.bucketName maxLength',
  ])
})
