import {
  AccessToken,
  ApiError,
  answerShape,
  apiError,
  cloudProviders,
  OAuthError,
  type OperationId,
  operations,
  requestShape,
  type Validator,
} from '@export-buckets/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exampleBucket, exampleRequest, groupId } from './buckets.ts'
import { validate } from './schema-index.ts'

/** A JSON value in which one thing, anywhere, is another, or is gone. */
function mutated(valid: unknown): fc.Arbitrary<unknown> {
  if (typeof valid !== 'object' || valid === null) return fc.jsonValue()
  const entries = Object.entries(valid)
  if (entries.length === 0) return fc.jsonValue()
  const isArray = Array.isArray(valid)
  const rebuilt = (all: [string, unknown][]) =>
    isArray ? all.map(([, value]) => value) : Object.fromEntries(all)
  return fc.constantFrom(...entries).chain(([key, value]) => {
    const others = entries.filter(([name]) => name !== key)
    const replaced = mutated(value).map((other) => rebuilt([...others, [key, other]]))
    const near = fc.constantFrom('', 'ab', 'AWS', 'AZURE', 'GCP', 'x'.repeat(64), -1, 0.5, null)
    return fc.oneof(
      replaced,
      near.map((other) => rebuilt([...others, [key, other]])),
      fc.jsonValue().map((other) => rebuilt([...entries, ['unknown', other]])),
      fc.constant(rebuilt(others)),
    )
  })
}

const full = (own: (typeof cloudProviders)[number]) => ({
  ...exampleBucket(own),
  links: [{ rel: 'self', href: 'https://cloud.mongodb.com/api/atlas' }],
})
const buckets = cloudProviders.map(full)
const cluster = {
  backupEnabled: true,
  clusterType: 'REPLICASET',
  groupId,
  id: groupId,
  name: 'Cluster0',
  stateName: 'IDLE',
  replicationSpecs: [{ numShards: 1 }],
}
const values = (valid: readonly unknown[]) =>
  fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(...valid),
    fc.constantFrom(...valid).chain((each) => mutated(each)),
  )

function expectAgreement(shape: Validator<unknown>, file: string, valid: readonly unknown[]): void {
  const schema = validate(file)
  const seen = new Set<boolean>()
  fc.assert(
    fc.property(values(valid), (value) => {
      seen.add(shape.is(value))
      expect(schema(value), JSON.stringify(value)).toBe(shape.is(value))
    }),
    { numRuns: 500 },
  )
  expect(seen.size, 'both what is valid and what is not').toBe(2)
}

const answered = Object.values(operations).flatMap(({ operationId, successStatus, versions }) =>
  versions.flatMap(({ version, schema }) =>
    schema === undefined ? [] : [{ operationId, version, status: successStatus }],
  ),
)

describe('ajv and core agree on any value:', () => {
  test.each(answered)('$operationId at $version', ({ operationId, version, status }) => {
    const shape = answerShape(operationId, version)
    if (shape === undefined) throw new Error('it answers nothing')
    const page = { results: buckets, totalCount: 3, links: buckets[0]?.links }
    const valid: Readonly<Partial<Record<OperationId, readonly unknown[]>>> = {
      listGroupBackupExportBuckets: [page, { results: [buckets[0]] }],
      listGroupClusters: [{ ...page, results: [cluster] }, { results: [{}] }],
    }
    expectAgreement(
      shape,
      `${operationId}/${version}/${status}.json`,
      valid[operationId] ?? buckets,
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

test('what core takes as a request, the schema takes; core refuses more than a schema can say', () => {
  const shape = requestShape('createGroupBackupExportBucket', '2024-05-30')
  const schema = validate('createGroupBackupExportBucket/2024-05-30/request.json')
  fc.assert(
    fc.property(values(cloudProviders.map(exampleRequest)), (value) => {
      fc.pre(shape?.is(value) ?? false)
      expect(schema(value)).toBe(true)
    }),
  )
  const unknown = { ...exampleRequest('GCP'), colour: 'red' }
  expect([schema(unknown), shape?.is(unknown)]).toEqual([true, false])
})
