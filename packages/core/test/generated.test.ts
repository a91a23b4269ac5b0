import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { generate } from '@export-buckets/codegen'
import { readDocument } from '@export-buckets/codegen/document'
import { expect, test } from 'vitest'

const src = join(import.meta.dirname, '..', 'src')

test('the generated files match openapi.yaml (else run pnpm generate)', async () => {
  for (const [name, text] of Object.entries(await generate(readDocument()))) {
    expect(readFileSync(join(src, name), 'utf8'), name).toBe(text)
  }
})

test('a change of the document changes the generated files', async () => {
  const document = readDocument()
  const bucket = document.components?.schemas?.['DiskBackupSnapshotGCPExportBucketResponse']
  if (bucket === undefined || !('required' in bucket)) throw new Error('the schema is missing')
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
])('the generator rejects %s, which validators do not support', async (_, schema) => {
  const document = readDocument()
  Object.assign(document.components?.schemas ?? {}, { Link: schema })
  await expect(generate(document)).rejects.toThrow(/^openapi\.yaml: \w+: unsupported keyword/)
})

test('the generator rejects a required query parameter, which parseQuery does not support', async () => {
  const document = readDocument()
  Object.assign(document.components?.parameters?.['pretty'] ?? {}, { required: true })
  await expect(generate(document)).rejects.toThrow(
    'pretty: required query parameters are not supported',
  )
})

const collection = '/api/atlas/v2/groups/{groupId}/backup/exportBuckets'

/** Returns the document with a changed create operation. */
function withCreateOperation(change: (operation: Record<string, unknown>) => void) {
  const document = readDocument()
  const item = document.paths?.[collection]
  if (!item || !('post' in item) || !item.post) throw new Error('the operation is missing')
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
  'the generator rejects a version whose request %s, which servers would not validate',
  async (_, content) => {
    const first = 'application/vnd.atlas.2023-01-01+json'
    const document = withCreateOperation((operation) => {
      const { content: originalContent } = Object(operation['requestBody'])
      operation['requestBody'] = { content: { [first]: originalContent[first], ...content } }
    })
    await expect(generate(document)).rejects.toThrow(
      'openapi.yaml: createGroupBackupExportBucket: requestBody: application/vnd.atlas.2024-05-30+json, a media type of the 200 response, is missing or has no $ref to a schema',
    )
  },
)
