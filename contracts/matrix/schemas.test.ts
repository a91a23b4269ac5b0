import { globSync } from 'node:fs'
import { readDocument } from '@export-buckets/codegen/document'
import { generateSchemaFiles } from '@export-buckets/codegen/schema-files'
import {
  type ApiVersion,
  apiError,
  cloudProviders,
  errorStatuses,
  knownProviders,
  type OperationId,
  operations,
} from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { exampleBucket, exampleRequest } from './buckets.ts'
import { errorNames } from './errors.ts'
import { committed, readPact } from './pact-file.ts'
import { isAboutBuckets } from './places.ts'
import { files, folder, read, rowOf, validate } from './schema-index.ts'

const versions = Object.values(operations).flatMap(({ operationId, successStatus, versions }) =>
  versions.map((row) => ({ operationId, status: successStatus, ...row })),
)
const answered = versions.filter(({ schema }) => schema !== undefined)

/** The providers whose buckets have a schema of their own. */
const describedProviders = (operationId: OperationId, version: ApiVersion) =>
  isAboutBuckets(operations[operationId]) ? knownProviders(operationId, version) : []

describe('the schema files', () => {
  test('are those that openapi.yaml makes, and no others (if not: pnpm generate)', () => {
    const found = globSync('**/*.json', { cwd: folder }).map((file) => [file, read(file)])
    expect(Object.fromEntries(found)).toEqual(generateSchemaFiles(readDocument()))
  })

  test('each names itself, draft 2020-12 and a title, and refers to nothing outside of itself', () => {
    const schemas = files.map((file) => JSON.parse(read(file)))
    expect(new Set(schemas.map(({ $id }) => $id)).size).toBe(files.length)
    for (const { $id, $schema, title } of schemas) {
      expect($schema).toBe('https://json-schema.org/draft/2020-12/schema')
      expect($id).toMatch(/^urn:export-buckets:/)
      expect(title).not.toBe('')
    }
    for (const file of files) {
      expect(read(file).match(/"\$ref": "(?!#\/\$defs\/)[^"]*"/g), file).toBeNull()
    }
  })

  test('tell the providers apart by oneOf, and say which one by const', () => {
    const { oneOf, $defs } = JSON.parse(read('getGroupBackupExportBucket/2024-05-30/200.json'))
    const variants = oneOf.map(({ $ref }: { $ref: string }) => $defs[$ref.replace('#/$defs/', '')])
    const tags = variants.map((variant: { properties: Record<string, { const: string }> }) => {
      return variant.properties['cloudProvider']?.const
    })
    expect(tags).toEqual(cloudProviders)
  })
})

describe('the index has a schema for', () => {
  test.each(
    answered.flatMap(({ operationId, status, version }) =>
      [undefined, ...describedProviders(operationId, version)].map(
        (provider) => [operationId, version, provider ?? 'any provider', status] as const,
      ),
    ),
  )('%s × %s × %s', (operationId, version, name, status) => {
    const provider = cloudProviders.find((each) => each === name)
    const row = { operationId, part: 'response', version, status } as const
    expect(rowOf({ ...row, ...(provider && { provider }) })).toBeDefined()
  })

  test.each(Object.values(operations))('each error of $operationId', ({ operationId }) => {
    for (const status of errorStatuses[operationId]) {
      expect(rowOf({ operationId, part: 'response', status })?.file).toBe('errors/ApiError.json')
    }
  })

  test.each(versions.filter(({ requestSchema }) => requestSchema))(
    'the request of $operationId at $version',
    ({ operationId, version }) => {
      expect(rowOf({ operationId, part: 'request', version })).toBeDefined()
    },
  )

  test('the answer of the token endpoint', () => {
    const row = rowOf({ operationId: 'createAccessToken', part: 'response', status: 200 })
    expect(validate(row?.file)({ access_token: 't', expires_in: 3600, token_type: 'Bearer' })).toBe(
      true,
    )
  })
})

describe('the examples are valid', () => {
  test.each(cloudProviders)(
    '%s, as the schema of it and of any provider, and of no other',
    (own) => {
      const at = { operationId: 'getGroupBackupExportBucket', version: '2024-05-30', status: 200 }
      for (const provider of [undefined, ...cloudProviders]) {
        const row = rowOf({ ...at, part: 'response', ...(provider && { provider }) })
        const expected = provider === undefined || provider === own
        expect(validate(row?.file)(exampleBucket(own)), provider).toBe(expected)
      }
    },
  )

  test.each(cloudProviders)('what creates a bucket of %s', (provider) => {
    const file = `createGroupBackupExportBucket/2024-05-30/request.${provider}.json`
    expect(validate(file)(exampleRequest(provider))).toBe(true)
  })

  test.each(errorNames)('%s', (name) => {
    expect(
      validate('errors/ApiError.json')(apiError(name, { parameters: ['x', 1, 2, 3, 4] })),
    ).toBe(true)
  })

  test('the body of each interaction of the pact, in the schema that the index names for it', () => {
    const { interactions } = readPact(committed)
    const bodies = interactions.flatMap(({ description, response, providerStates, request }) => {
      if (response.body === undefined) return []
      const [operationId] = description.split(':')
      const type = response.headers?.['Content-Type']?.join() ?? ''
      const version = /vnd\.atlas\.([\d-]+)\+json/.exec(type)?.[1]
      const provider = providerStates[0]?.params?.['cloudProvider']
      const isPage = operationId?.startsWith('list') ?? false
      // A page of none is a page of any.
      const narrow = version !== undefined && !isPage && { provider: String(provider) }
      const { status } = response
      const row = rowOf({
        ...{ part: 'response', status, ...(operationId && { operationId }) },
        ...(version && { version }),
        ...narrow,
      })
      const { content } = response.body
      // A list has its envelope's status within.
      const isWrapped = request.query?.['envelope']?.join() === 'true' && (status > 299 || !isPage)
      const value = isWrapped ? Object(content).content : content
      return [{ description, file: row?.file, value }]
    })
    expect(bodies.length).toBeGreaterThan(300)
    for (const { description, file, value } of bodies) {
      const valid = validate(file)
      expect(valid(value), `${description}: ${JSON.stringify(valid.errors)}`).toBe(true)
    }
  })
})
