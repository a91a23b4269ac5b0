import {
  answeringVersion,
  answerSchema,
  apiVersions,
  type CloudProvider,
  cloudProviders,
  errorStatuses,
  knownProviders,
  newestApiVersion,
  type Operation,
  objectSchema,
  operationPath,
  operations,
  type ResourceVersion,
  vendorMediaType,
} from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { exampleBucket, groupId } from './buckets.ts'
import { errorTitle } from './error-cells.ts'
import { casesOf, errorCases, errorNames } from './errors.ts'
import { committed, type Interaction, readPact } from './pact-file.ts'
import { isAboutBuckets, matrixProviders, versionPlaces } from './places.ts'

const { interactions } = readPact(committed)

const header = ({ request }: Interaction, name: string) => request.headers?.[name]?.join(', ') ?? ''
const scheme = (interaction: Interaction) => header(interaction, 'Authorization').split(' ')[0]

const cells = Object.values(operations).flatMap((operation) =>
  matrixProviders(operation).flatMap((provider) =>
    apiVersions.flatMap((version) =>
      ['Bearer', 'Digest'].map((auth) => ({ operation, provider, version, auth })),
    ),
  ),
)

interface StatusPlace {
  readonly operation: Operation
  readonly provider: CloudProvider
  readonly version: ResourceVersion
  readonly status: number
}

const statusPlaces = Object.values(operations).flatMap((operation) =>
  operation.versions.flatMap((version) =>
    matrixProviders(operation).flatMap((provider) =>
      [operation.successStatus, ...errorStatuses[operation.operationId]].map(
        (status): StatusPlace => ({ operation, provider, version, status }),
      ),
    ),
  ),
)

/** Why a status cannot be what answers there, `undefined` where it can. */
function whyNot({ operation, provider, version, status }: StatusPlace): string | undefined {
  if (!knownProviders(operation.operationId, version.version).includes(provider))
    return `there is no ${provider}`
  return status === 410 && version.sunset === undefined ? '410: no sunset is announced' : undefined
}

const acceptedDate = (interaction: Interaction) =>
  header(interaction, 'Accept').replace(/^application\/vnd\.atlas\.|\+json$/g, '')

/** 406 is what answers where no version does, so it is of none. */
function isAt(interaction: Interaction, { operation, provider, version, status }: StatusPlace) {
  const answering = answeringVersion(operation, acceptedDate(interaction))
  return (
    interaction.description.startsWith(`${operation.operationId}: `) &&
    interaction.providerStates[0]?.params?.['cloudProvider'] === provider &&
    interaction.response.status === status &&
    (status === 406 || answering?.version === version.version)
  )
}

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

  test.each(statusPlaces.filter((place) => whyNot(place) === undefined))(
    '$operation.operationId × $provider × $version.version × status $status',
    (place) => {
      expect(interactions.filter((each) => isAt(each, place))).not.toEqual([])
    },
  )

  test.each(errorNames.filter((name) => typeof errorCases[name] !== 'string'))('%s', (name) => {
    const descriptions = interactions.map(({ description }) => description)
    for (const operation of Object.values(operations)) {
      for (const { when, ask, at = versionPlaces } of casesOf(operation, name)) {
        const start = `${operation.operationId}: ${errorTitle(name)} when ${when}, `
        for (const { provider, asked } of at(operation))
          expect(descriptions).toContain(`${start}${provider} asked for ${ask?.accept ?? asked}`)
      }
    }
  })
})

test('of the versions and statuses of the OpenAPI document only these cannot be asked for', () => {
  const reasons = statusPlaces.flatMap((place) => {
    const { operationId } = place.operation
    const verb = isAboutBuckets(place.operation) ? operationId.split('Group')[0] : operationId
    const reason = whyNot(place)
    return reason === undefined ? [] : [`${verb} ${place.version.version}: ${reason}`]
  })
  expect([...new Set(reasons)]).toEqual([
    'list 2023-01-01: there is no AZURE',
    'list 2023-01-01: there is no GCP',
    'list 2024-05-30: 410: no sunset is announced',
    'create 2023-01-01: there is no AZURE',
    'create 2023-01-01: there is no GCP',
    'create 2024-05-30: 410: no sunset is announced',
    'get 2023-01-01: there is no AZURE',
    'get 2023-01-01: there is no GCP',
    'get 2024-05-30: 410: no sunset is announced',
    'update 2024-05-30: there is no AZURE',
    'update 2024-05-30: there is no GCP',
    'listGroupClusters 2024-08-05: 410: no sunset is announced',
  ])
})

test('no status is pinned that the OpenAPI document does not know', () => {
  for (const operation of Object.values(operations)) {
    const known = [operation.successStatus, ...errorStatuses[operation.operationId]]
    const pinned = interactions.filter(({ description }) =>
      description.startsWith(`${operation.operationId}: `),
    )
    for (const { response } of pinned) expect(known).toContain(response.status)
  }
})

test('each 401 for bad credentials pins its challenge: Digest, but Bearer where a token was sent', () => {
  const challenges = interactions
    .filter(({ description }) => description.includes(': Unauthorized (no errorCode) when'))
    .map(({ response, ...rest }) => [
      scheme({ response, ...rest }),
      response.headers?.['WWW-Authenticate']?.join(', ').split(' ')[0],
    ])
  const each = new Set(challenges.map((pair) => pair.join(' gets ')))
  expect([...each].toSorted()).toEqual([' gets Digest', 'Bearer gets Bearer', 'Digest gets Digest'])
  expect(challenges).toHaveLength(3 * Object.values(operations).flatMap(versionPlaces).length)
})

test('each 401 for a missing role pins its code, by which a client tells it from an expired token', () => {
  const refused = interactions.filter(({ description }) =>
    description.includes(': USER_UNAUTHORIZED'),
  )
  expect(refused).not.toEqual([])
  for (const { response } of refused) {
    expect(response.status).toBe(401)
    expect(response.body?.content).toHaveProperty('errorCode', 'USER_UNAUTHORIZED')
  }
})

test('the example of each provider has every field of the newest version, so that a leak fails', () => {
  for (const provider of cloudProviders) {
    const schema = answerSchema('getGroupBackupExportBucket', newestApiVersion)
    const variant = schema && objectSchema(schema, { cloudProvider: provider })
    const fields = Object.keys(variant?.properties ?? {}).filter((name) => name !== 'links')
    expect(Object.keys(exampleBucket(provider)).toSorted()).toEqual(fields.toSorted())
    expect(fields.length).toBeGreaterThan(3)
  }
})

test('no two interactions have the same description, and each starts with the project', () => {
  const descriptions = interactions.map(({ description }) => description)
  expect(new Set(descriptions).size).toBe(descriptions.length)
  for (const { providerStates } of interactions) {
    expect(providerStates[0]?.name).toBe('a project with an export bucket')
  }
})
