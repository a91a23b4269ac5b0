import {
  AccessToken,
  ApiError,
  apiError,
  cloudProviders,
  OAuthError,
  type OperationId,
  operations,
  requestValidator,
  responseValidator,
  type Validator,
} from '@export-buckets/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exampleBucket, exampleRequest } from '../../src/matrix/examples/export-buckets.ts'
import { groupId } from '../../src/matrix/ids.ts'
import { scenarios } from '../../src/matrix/scenarios.ts'
import { getValidator } from './schema-index.ts'

/** Generates copies of a JSON value in which one value is changed, added or removed. */
function arbitraryMutation(valid: unknown): fc.Arbitrary<unknown> {
  if (typeof valid !== 'object' || valid === null) return fc.jsonValue()
  const entries = Object.entries(valid)
  if (entries.length === 0) return fc.jsonValue()
  const isArray = Array.isArray(valid)
  const rebuild = (pairs: [string, unknown][]) =>
    isArray ? pairs.map(([, value]) => value) : Object.fromEntries(pairs)
  return fc.constantFrom(...entries).chain(([key, value]) => {
    const otherEntries = entries.filter(([name]) => name !== key)
    const nestedMutation = arbitraryMutation(value).map((replacement) =>
      rebuild([...otherEntries, [key, replacement]]),
    )
    const nearMisses = fc.constantFrom(
      '',
      'ab',
      'AWS',
      'AZURE',
      'GCP',
      'x'.repeat(64),
      -1,
      0.5,
      null,
    )
    return fc.oneof(
      nestedMutation,
      nearMisses.map((replacement) => rebuild([...otherEntries, [key, replacement]])),
      fc.jsonValue().map((replacement) => rebuild([...entries, ['unknown', replacement]])),
      fc.constant(rebuild(otherEntries)),
    )
  })
}

const withLinks = (provider: (typeof cloudProviders)[number]) => ({
  ...exampleBucket(provider),
  links: [{ rel: 'self', href: 'https://cloud.mongodb.com/api/atlas' }],
})
const buckets = cloudProviders.map(withLinks)
const cluster = {
  backupEnabled: true,
  clusterType: 'REPLICASET',
  groupId,
  id: groupId,
  name: 'Cluster0',
  stateName: 'IDLE',
  replicationSpecs: [{ numShards: 1 }],
}
const page = { results: buckets, totalCount: 3, links: buckets[0]?.links }

/** Bodies with more fields and elements than the examples of the matrix. */
const otherExamples: Readonly<Partial<Record<OperationId, readonly unknown[]>>> = {
  createGroupBackupExportBucket: buckets,
  getGroupBackupExportBucket: buckets,
  updateGroupBackupExportBucket: buckets,
  listGroupBackupExportBuckets: [page, { results: [buckets[0]] }],
  getGroupCluster: [cluster, {}],
  listGroupClusters: [{ ...page, results: [cluster] }, { results: [{}] }],
}

/** Returns the examples of an operation in the matrix. */
function examples(operationId: OperationId): unknown[] {
  const { otherCases = {}, ...scenario } = scenarios[operationId]
  return [scenario, ...Object.values(otherCases)].flatMap(({ example }) =>
    cloudProviders.flatMap((provider) => example?.(provider).body ?? []),
  )
}

const arbitraryValue = (valid: readonly unknown[]) =>
  fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(...valid),
    fc.constantFrom(...valid).chain((value) => arbitraryMutation(value)),
  )

function expectAgreement(shape: Validator<unknown>, file: string, valid: readonly unknown[]): void {
  const schema = getValidator(file)
  const outcomes = new Set<boolean>()
  fc.assert(
    fc.property(arbitraryValue(valid), (value) => {
      outcomes.add(shape.is(value))
      expect(schema(value), JSON.stringify(value)).toBe(shape.is(value))
    }),
    { numRuns: 500 },
  )
  expect(outcomes.size, 'both what is valid and what is not').toBe(2)
}

const responseSchemas = Object.values(operations).flatMap(
  ({ operationId, successStatus, versions }) =>
    versions.flatMap(({ version, schema }) =>
      schema === undefined ? [] : [{ operationId, version, status: successStatus }],
    ),
)

describe('ajv and core agree on any value:', () => {
  test.each(responseSchemas)('$operationId at $version', ({ operationId, version, status }) => {
    const shape = responseValidator(operationId, version)
    if (shape === undefined) throw new Error('the operation has no response body')
    expectAgreement(
      shape,
      `${operationId}/${version}/${status}.json`,
      otherExamples[operationId] ?? examples(operationId),
    )
  })

  test('errors', () => {
    const fields = [{ description: 'missing', field: 'bucketName' }]
    const error = apiError('VALIDATION_ERROR', { parameters: ['x'], fields })
    expectAgreement(ApiError, 'errors/ApiError.json', [error])
  })

  test('errors of the token endpoint', () => {
    const error = { error: 'invalid_client', error_description: 'who are you' }
    expectAgreement(OAuthError, 'errors/OAuthError.json', [error])
  })

  test('tokens', () => {
    const token = { access_token: 't', expires_in: 3600, token_type: 'Bearer' }
    expectAgreement(AccessToken, 'createAccessToken/200.json', [token])
  })
})

test('the schema accepts every request that core accepts, but core also rejects unknown fields', () => {
  const shape = requestValidator('createGroupBackupExportBucket', '2024-05-30')
  const schema = getValidator('createGroupBackupExportBucket/2024-05-30/request.json')
  fc.assert(
    fc.property(arbitraryValue(cloudProviders.map(exampleRequest)), (value) => {
      fc.pre(shape?.is(value) ?? false)
      expect(schema(value)).toBe(true)
    }),
  )
  const unknown = { ...exampleRequest('GCP'), colour: 'red' }
  expect([schema(unknown), shape?.is(unknown)]).toEqual([true, false])
})
