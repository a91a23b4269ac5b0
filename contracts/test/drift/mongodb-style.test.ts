import { describe, expect, test } from 'vitest'
import { acceptedDifferences } from '../../src/drift/accepted-differences.ts'
import { detectDrift } from '../../src/drift/drift.ts'
import { textReport } from '../../src/reports/drift/render.ts'
import { applyMongoDbStyle } from './mongodb-style.ts'
import { mutateDocument, schemaPath, setAt } from './mutate-document.ts'

describe("a document in MongoDB's style, with the differences of MongoDB's document", () => {
  const report = detectDrift({ theirs: mutateDocument(applyMongoDbStyle) })

  test('the document has only accepted differences', () => {
    expect(report.differences.map(({ id }) => id)).toEqual([])
  })

  test('the document has every accepted difference', () => {
    expect(report.accepted.length).toBeGreaterThan(acceptedDifferences.length)
    expect(report.stale).toEqual([])
  })
})

test('roles that a document only states in prose are not compared, and the report says so', () => {
  const theirs = mutateDocument((root) => {
    for (const item of Object.values(Object(root).paths))
      for (const operation of Object.values(Object(item)))
        Reflect.deleteProperty(Object(operation), 'x-rolesRequirements')
  })
  const report = detectDrift({ theirs, accepted: [] })
  expect(report.differences).toEqual([])
  expect(textReport(report, (_, text) => text, false)).toBe(
    'No drift. Roles were not compared, because the document states them only in prose.\n',
  )
})

test('a change in a shared part of variants is reported for each provider', () => {
  const theirs = mutateDocument((root) => {
    applyMongoDbStyle(root)
    const parent = schemaPath('DiskBackupSnapshotExportBucketResponse')
    setAt(root, [...parent, 'properties', 'bucketName', 'maxLength'], 222)
  })
  const ids = detectDrift({ theirs }).differences.map(({ id }) => id)
  // The AWS response is not a variant of that parent, and states 63 itself.
  const variants = ids.filter((id) => id.startsWith('getGroupBackupExportBucket 2024-05-30 '))
  expect(variants).toEqual([
    'getGroupBackupExportBucket 2024-05-30 response 200 AZURE.bucketName maxLength',
    'getGroupBackupExportBucket 2024-05-30 response 200 GCP.bucketName maxLength',
  ])
})
