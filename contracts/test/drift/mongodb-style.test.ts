import { describe, expect, test } from 'vitest'
import { acceptedDifferences } from '../../src/drift/accepted-differences.ts'
import { detectDrift } from '../../src/drift/drift.ts'
import { textReport } from '../../src/reports/drift/text.ts'
import { applyMongoDbStyle } from './mongodb-style.ts'
import { mutateDocument, schemaPath, setAt } from './mutate-document.ts'

describe("a document as MongoDB writes it, which differs where MongoDB's does", () => {
  const report = detectDrift({ theirs: mutateDocument(applyMongoDbStyle) })

  test('has no difference but the accepted ones', () => {
    expect(report.differences.map(({ id }) => id)).toEqual([])
  })

  test('has each of the accepted ones', () => {
    expect(report.accepted.length).toBeGreaterThan(acceptedDifferences.length)
    expect(report.stale).toEqual([])
  })
})

test('a document that states roles in prose alone has no drift of them, and the report says so', () => {
  const theirs = mutateDocument((root) => {
    for (const item of Object.values(Object(root).paths))
      for (const operation of Object.values(Object(item)))
        Reflect.deleteProperty(Object(operation), 'x-rolesRequirements')
  })
  const report = detectDrift({ theirs, accepted: [] })
  expect(report.differences).toEqual([])
  expect(textReport(report, (_, text) => text, false)).toBe(
    'No drift. Roles are not compared: the document states none as data.\n',
  )
})

test('a change in a part that variants share is told of each provider', () => {
  const theirs = mutateDocument((root) => {
    applyMongoDbStyle(root)
    const parent = schemaPath('DiskBackupSnapshotExportBucketResponse')
    setAt(root, [...parent, 'properties', 'bucketName', 'maxLength'], 222)
  })
  const ids = detectDrift({ theirs }).differences.map(({ id }) => id)
  // The AWS answer is no variant of that parent, and says 63 itself.
  expect(ids.filter((id) => id.startsWith('getGroup'))).toEqual([
    'getGroupBackupExportBucket 2024-05-30 response 200 AZURE.bucketName maxLength',
    'getGroupBackupExportBucket 2024-05-30 response 200 GCP.bucketName maxLength',
  ])
})
