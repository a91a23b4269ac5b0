import {
  apiVersions,
  cloudProviders,
  operationPath,
  operations,
  vendorMediaType,
} from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { exampleBucket, groupId } from './buckets.ts'
import { casesOf, errorCases, errorNames } from './errors.ts'
import { committed, type Interaction, readPact } from './pact-file.ts'

const { interactions } = readPact(committed)

const header = ({ request }: Interaction, name: string) => request.headers?.[name]?.join(', ') ?? ''
const scheme = (interaction: Interaction) => header(interaction, 'Authorization').split(' ')[0]

const cells = Object.values(operations).flatMap((operation) =>
  cloudProviders.flatMap((provider) =>
    apiVersions.flatMap((version) =>
      ['Bearer', 'Digest'].map((auth) => ({ operation, provider, version, auth })),
    ),
  ),
)

describe('the committed pact has an interaction for', () => {
  test.each(
    cells.map(
      (cell) => [cell.operation.operationId, cell.provider, cell.version, cell.auth, cell] as const,
    ),
  )('%s × %s × %s × %s', (_id, _provider, _version, _auth, cell) => {
    const { operation, provider, version, auth } = cell
    const path = operationPath(operation, { groupId, exportBucketId: exampleBucket(provider)._id })
    const found = interactions.filter(
      (each) =>
        each.request.method === operation.method &&
        each.request.path === path &&
        each.providerStates[0]?.params?.['cloudProvider'] === provider &&
        header(each, 'Accept') === vendorMediaType(version) &&
        scheme(each) === auth,
    )
    expect(found).not.toEqual([])
  })

  test.each(
    Object.values(operations).flatMap((operation) =>
      [operation.successStatus, ...operation.errorStatuses].map(
        (status) => [operation.operationId, status] as const,
      ),
    ),
  )('%s: status %d', (operationId, status) => {
    const found = interactions.filter(
      ({ description, response }) =>
        description.startsWith(`${operationId}: `) && response.status === status,
    )
    expect(found).not.toEqual([])
  })

  test.each(errorNames.filter((name) => typeof errorCases[name] !== 'string'))('%s', (name) => {
    for (const operation of Object.values(operations)) {
      const start = `${operation.operationId}: ${name} when `
      const found = interactions.filter(({ description }) => description.startsWith(start))
      expect(found).toHaveLength(casesOf(operation, name).length)
    }
  })
})

test('no status is pinned that the OpenAPI document does not know', () => {
  for (const operation of Object.values(operations)) {
    const known = [operation.successStatus, ...operation.errorStatuses]
    const pinned = interactions.filter(({ description }) =>
      description.startsWith(`${operation.operationId}: `),
    )
    for (const { response } of pinned) expect(known).toContain(response.status)
  }
})

test('each 401 pins its challenge: Digest, but Bearer where a token was sent', () => {
  const challenges = interactions
    .filter(({ response }) => response.status === 401)
    .map(({ response, ...rest }) => [
      scheme({ response, ...rest }),
      response.headers?.['WWW-Authenticate']?.join(', ').split(' ')[0],
    ])
  const each = new Set(challenges.map((pair) => pair.join(' gets ')))
  expect([...each].toSorted()).toEqual([' gets Digest', 'Bearer gets Bearer', 'Digest gets Digest'])
  expect(challenges).toHaveLength(3 * Object.keys(operations).length)
})

test('no two interactions have the same description, and each starts with the project', () => {
  const descriptions = interactions.map(({ description }) => description)
  expect(new Set(descriptions).size).toBe(descriptions.length)
  for (const { providerStates } of interactions) {
    expect(providerStates[0]?.name).toBe('a project with an export bucket')
  }
})
