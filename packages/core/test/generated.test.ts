import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { generate } from '@export-buckets/codegen'
import { readDocument } from '@export-buckets/codegen/document'
import { expect, test } from 'vitest'

const src = join(import.meta.dirname, '..', 'src')

test('the generated files are those that openapi.yaml makes (if not: pnpm generate)', async () => {
  for (const [name, text] of Object.entries(await generate(readDocument()))) {
    expect(readFileSync(join(src, name), 'utf8'), name).toBe(text)
  }
})

test('a changed document changes them', async () => {
  const document = readDocument()
  const bucket = document.components?.schemas?.['DiskBackupSnapshotGCPExportBucketResponse']
  if (bucket === undefined || !('required' in bucket)) throw new Error('the schema has gone')
  Object.assign(bucket, { required: ['_id'] })
  const files = await generate(document)
  for (const name of ['openapi.gen.ts', 'schemas.gen.ts']) {
    expect(files[name], name).not.toBe(readFileSync(join(src, name), 'utf8'))
  }
})

test.each([
  ['allOf', { allOf: [] }],
  ['oneOf without a discriminator', { oneOf: [] }],
  ['maxItems', { type: 'array', maxItems: 1 }],
  ['additionalProperties', { type: 'object', additionalProperties: false }],
])('%s, which no validator reads, is refused', async (_, schema) => {
  const document = readDocument()
  Object.assign(document.components?.schemas ?? {}, { Link: schema })
  await expect(generate(document)).rejects.toThrow(/^openapi\.yaml: \w+: no validator reads it/)
})

test('a required parameter of a query, which no reader asks for, is refused', async () => {
  const document = readDocument()
  Object.assign(document.components?.parameters?.['pretty'] ?? {}, { required: true })
  await expect(generate(document)).rejects.toThrow('pretty: no reader asks for')
})

const collection = '/api/atlas/v2/groups/{groupId}/backup/exportBuckets'

/** The document with its operation that creates changed. */
function withCreateOperation(change: (operation: Record<string, unknown>) => void) {
  const document = readDocument()
  const item = document.paths?.[collection]
  if (!item || !('post' in item) || !item.post) throw new Error('the operation has gone')
  change(Object(item.post))
  return document
}

test.each([
  ['has no media type', {}],
  [
    'has a schema without a name',
    { 'application/vnd.atlas.2024-05-30+json': { schema: { type: 'object' } } },
  ],
])(
  'a version whose request %s, which nobody would check, is refused by name',
  async (_, content) => {
    const first = 'application/vnd.atlas.2023-01-01+json'
    const document = withCreateOperation((operation) => {
      const { content: originalContent } = Object(operation['requestBody'])
      operation['requestBody'] = { content: { [first]: originalContent[first], ...content } }
    })
    await expect(generate(document)).rejects.toThrow(
      'openapi.yaml: createGroupBackupExportBucket: requestBody: application/vnd.atlas.2024-05-30+json, which the 200 has, is missing or has no $ref to a schema',
    )
  },
)
