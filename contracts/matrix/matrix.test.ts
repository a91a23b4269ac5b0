import {
  apiVersions,
  cloudProviders,
  errorCatalogue,
  operationPath,
  operations,
  vendorMediaType,
} from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { exampleBucket, groupId } from './buckets.ts'
import { errorCases } from './errors.ts'
import { committed, type Interaction, readPact } from './pact-file.ts'

const { interactions } = readPact(committed)

const header = ({ request }: Interaction, name: string) => request.headers?.[name]?.join(', ') ?? ''
const scheme = (interaction: Interaction) => header(interaction, 'Authorization').split(' ')[0]

const cells = [operations.getGroupBackupExportBucket].flatMap((operation) =>
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

  test.each(Object.entries(errorCases).filter(([, cases]) => typeof cases !== 'string'))(
    '%s',
    (name, cases) => {
      const found = interactions.filter(({ description }) =>
        description.includes(`: ${name} when `),
      )
      expect(found).toHaveLength(cases.length)
    },
  )
})

test('every status that core has an error for, and this operation can answer, is pinned', () => {
  const pinned = new Set(interactions.map(({ response }) => response.status))
  const possible = Object.entries(errorCatalogue).filter(([name]) =>
    Object.entries(errorCases).some(([each, cases]) => each === name && typeof cases !== 'string'),
  )
  expect([...pinned].toSorted()).toEqual(
    [...new Set([200, ...possible.map(([, { status }]) => status)])].toSorted(),
  )
})

test('each 401 pins its challenge: Digest, but Bearer where a token was sent', () => {
  const challenges = interactions
    .filter(({ response }) => response.status === 401)
    .map(({ response, ...rest }) => [
      scheme({ response, ...rest }),
      response.headers?.['WWW-Authenticate']?.join(', ').split(' ')[0],
    ])
  expect(challenges.toSorted()).toEqual([
    ['', 'Digest'],
    ['Bearer', 'Bearer'],
    ['Digest', 'Digest'],
  ])
})

test('no two interactions have the same description, and each starts with the project', () => {
  const descriptions = interactions.map(({ description }) => description)
  expect(new Set(descriptions).size).toBe(descriptions.length)
  for (const { providerStates } of interactions) {
    expect(providerStates[0]?.name).toBe('a project with an export bucket')
  }
})
