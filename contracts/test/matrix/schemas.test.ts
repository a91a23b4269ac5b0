import { globSync } from 'node:fs'
import { readDocument } from '@export-buckets/codegen/document'
import { generateSchemaFiles } from '@export-buckets/codegen/schema-files'
import {
  type ApiVersion,
  apiError,
  type CloudProvider,
  cloudProviders,
  errorStatuses,
  type OperationId,
  operations,
  responseSchema,
  supportedProviders,
} from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { errorNames } from '../../src/matrix/errors.ts'
import { exampleBucket, exampleRequest } from '../../src/matrix/examples/export-buckets.ts'
import { hasProviderVariants } from '../../src/matrix/resources.ts'
import { committedPact } from '../../src/pact/pact-file.ts'
import {
  findSchemaEntry,
  getValidator,
  readSchemaFile,
  type SchemaEntry,
  schemaFiles,
  schemaFolder,
} from './schema-index.ts'

const operationVersions = Object.values(operations).flatMap(
  ({ operationId, successStatus, versions }) =>
    versions.map((resourceVersion) => ({ operationId, status: successStatus, ...resourceVersion })),
)
const versionsWithBody = operationVersions.filter(({ schema }) => schema !== undefined)

/** Returns the providers with a schema of their own. */
function providersWithSchema(
  operationId: OperationId,
  version: ApiVersion,
): readonly CloudProvider[] {
  const knownProviders = supportedProviders(operationId, version)
  const hasSchemas =
    knownProviders.length < cloudProviders.length ||
    hasProviderVariants(responseSchema(operationId, version))
  return hasSchemas ? knownProviders : []
}

describe('the schema files', () => {
  test('are those that openapi.yaml generates, and no others (if not: pnpm generate)', () => {
    const schemaTexts = globSync('**/*.json', { cwd: schemaFolder }).map((file) => [
      file,
      readSchemaFile(file),
    ])
    expect(Object.fromEntries(schemaTexts)).toEqual(generateSchemaFiles(readDocument()))
  })

  test('have an id, draft 2020-12 and a title each, and no external references', () => {
    const schemas = schemaFiles.map((file) => JSON.parse(readSchemaFile(file)))
    expect(new Set(schemas.map(({ $id }) => $id)).size).toBe(schemaFiles.length)
    for (const { $id, $schema, title } of schemas) {
      expect($schema).toBe('https://json-schema.org/draft/2020-12/schema')
      expect($id).toMatch(/^urn:export-buckets:/)
      expect(title).not.toBe('')
    }
    for (const file of schemaFiles) {
      expect(readSchemaFile(file).match(/"\$ref": "(?!#\/\$defs\/)[^"]*"/g), file).toBeNull()
    }
  })

  test('distinguish providers by oneOf and const', () => {
    const { oneOf, $defs } = JSON.parse(
      readSchemaFile('getGroupBackupExportBucket/2024-05-30/200.json'),
    )
    const variants = oneOf.map(({ $ref }: { $ref: string }) => $defs[$ref.replace('#/$defs/', '')])
    const tags = variants.map((variant: { properties: Record<string, { const: string }> }) => {
      return variant.properties['cloudProvider']?.const
    })
    expect(tags).toEqual(cloudProviders)
  })
})

describe('the index has a schema for', () => {
  test.each(
    versionsWithBody.flatMap(({ operationId, status, version }) =>
      [undefined, ...providersWithSchema(operationId, version)].map(
        (provider) => [operationId, version, provider ?? 'any provider', status] as const,
      ),
    ),
  )('%s × %s × %s', (operationId, version, name, status) => {
    const provider = cloudProviders.find((candidate) => candidate === name)
    const criteria = { operationId, part: 'response', version, status } as const
    expect(findSchemaEntry({ ...criteria, ...(provider && { provider }) })).toBeDefined()
  })

  test.each(Object.values(operations))('each error of $operationId', ({ operationId }) => {
    for (const status of errorStatuses[operationId]) {
      expect(findSchemaEntry({ operationId, part: 'response', status })?.file).toBe(
        'errors/ApiError.json',
      )
    }
  })

  test.each(operationVersions.filter(({ requestSchema }) => requestSchema))(
    'the request of $operationId at $version',
    ({ operationId, version }) => {
      expect(findSchemaEntry({ operationId, part: 'request', version })).toBeDefined()
    },
  )

  test('the response of the token endpoint', () => {
    const entry = findSchemaEntry({
      operationId: 'createAccessToken',
      part: 'response',
      status: 200,
    })
    expect(
      getValidator(entry?.file)({ access_token: 't', expires_in: 3600, token_type: 'Bearer' }),
    ).toBe(true)
  })
})

describe('the examples are valid', () => {
  test.each(cloudProviders)(
    '%s, in its own schema and that of any provider, and in no other',
    (bucketProvider) => {
      const criteria = {
        operationId: 'getGroupBackupExportBucket',
        version: '2024-05-30',
        status: 200,
      }
      for (const provider of [undefined, ...cloudProviders]) {
        const entry = findSchemaEntry({
          ...criteria,
          part: 'response',
          ...(provider && { provider }),
        })
        const expected = provider === undefined || provider === bucketProvider
        expect(getValidator(entry?.file)(exampleBucket(bucketProvider)), provider).toBe(expected)
      }
    },
  )

  test.each(cloudProviders)('the request that creates a bucket of %s', (provider) => {
    const file = `createGroupBackupExportBucket/2024-05-30/request.${provider}.json`
    expect(getValidator(file)(exampleRequest(provider))).toBe(true)
  })

  test.each(errorNames)('%s', (name) => {
    expect(
      getValidator('errors/ApiError.json')(apiError(name, { parameters: ['x', 1, 2, 3, 4] })),
    ).toBe(true)
  })

  test('the body of each interaction of the pact, in the schema that the index names', () => {
    const { interactions } = committedPact()
    const bodies = interactions.flatMap(({ description, response, providerStates, request }) => {
      if (response.body === undefined) return []
      const [operationId] = description.split(':')
      const type = response.headers?.['Content-Type']?.join() ?? ''
      const version = /vnd\.atlas\.([\d-]+)\+json/.exec(type)?.[1]
      const provider = String(providerStates[0]?.params?.['cloudProvider'])
      const { status } = response
      const criteria: Partial<SchemaEntry> = {
        ...{ part: 'response', status, ...(operationId && { operationId }) },
        ...(version && { version }),
      }
      const { content } = response.body
      const isPage = typeof content === 'object' && content !== null && 'results' in content
      // An empty page is valid for any provider.
      const providerEntry = isPage ? undefined : findSchemaEntry({ ...criteria, provider })
      const { file } = providerEntry ?? findSchemaEntry(criteria) ?? {}
      // An enveloped page has `status` beside `results`.
      const isEnveloped = request.query?.['envelope']?.join() === 'true' && !isPage
      const value = isEnveloped ? Object(content).content : content
      return [{ description, file, value }]
    })
    expect(bodies.length).toBeGreaterThan(300)
    for (const { description, file, value } of bodies) {
      const validate = getValidator(file)
      expect(validate(value), `${description}: ${JSON.stringify(validate.errors)}`).toBe(true)
    }
  })
})
