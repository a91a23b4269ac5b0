import {
  apiVersions,
  type CloudProvider,
  cloudProviders,
  errorStatuses,
  findObjectSchema,
  newestApiVersion,
  type Operation,
  operationPath,
  operations,
  type ResourceVersion,
  resolveVersion,
  responseSchema,
  supportedProviders,
  vendorMediaType,
} from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { matrixProviders, versionCoordinates } from '../../src/matrix/coordinates.ts'
import { errorTitle } from '../../src/matrix/error-cells.ts'
import { errorCases, errorNames, findErrorCases } from '../../src/matrix/errors.ts'
import { exampleBucket, groupId } from '../../src/matrix/example-buckets.ts'
import { committedPactPath, type Interaction, readPact } from '../../src/pact/pact-file.ts'

const { interactions } = readPact(committedPactPath)

const requestHeader = ({ request }: Interaction, name: string) =>
  request.headers?.[name]?.join(', ') ?? ''
const authScheme = (interaction: Interaction) =>
  requestHeader(interaction, 'Authorization').split(' ')[0]

const coveredCells = Object.values(operations).flatMap((operation) =>
  matrixProviders(operation).flatMap((provider) =>
    apiVersions.flatMap((version) =>
      ['Bearer', 'Digest'].map((auth) => ({ operation, provider, version, auth })),
    ),
  ),
)

interface StatusCoordinates {
  readonly operation: Operation
  readonly provider: CloudProvider
  readonly version: ResourceVersion
  readonly status: number
}

const statusCoordinates = Object.values(operations).flatMap((operation) =>
  operation.versions.flatMap((version) =>
    matrixProviders(operation).flatMap((provider) =>
      [operation.successStatus, ...errorStatuses[operation.operationId]].map(
        (status): StatusCoordinates => ({ operation, provider, version, status }),
      ),
    ),
  ),
)

/** Returns why a status cannot occur, or `undefined` when it can. */
function unreachableReason({
  operation,
  provider,
  version,
  status,
}: StatusCoordinates): string | undefined {
  if (!supportedProviders(operation.operationId, version.version).includes(provider))
    return `there is no ${provider}`
  return status === 410 && version.sunset === undefined ? '410: no sunset is announced' : undefined
}

const requestedDate = (interaction: Interaction) =>
  requestHeader(interaction, 'Accept').replace(/^application\/vnd\.atlas\.|\+json$/g, '')

/** A 406 belongs to no version. */
function matchesCoordinates(
  interaction: Interaction,
  { operation, provider, version, status }: StatusCoordinates,
) {
  const resolvedVersion = resolveVersion(operation, requestedDate(interaction))
  return (
    interaction.description.startsWith(`${operation.operationId}: `) &&
    interaction.providerStates[0]?.params?.['cloudProvider'] === provider &&
    interaction.response.status === status &&
    (status === 406 || resolvedVersion?.version === version.version)
  )
}

const hasSunsetStatus = ({ operationId }: Operation) =>
  errorStatuses[operationId].some((status) => status === 410)

describe('the committed pact has an interaction for', () => {
  test.each(
    coveredCells.map(
      (cell) => [cell.operation.operationId, cell.provider, cell.version, cell.auth, cell] as const,
    ),
  )('%s × %s × %s × %s', (_id, _provider, _version, _auth, cell) => {
    const { operation, provider, version, auth } = cell
    const path = operationPath(operation, { groupId, exportBucketId: exampleBucket(provider)._id })
    const matchingInteractions = interactions.filter(
      (interaction) =>
        interaction.request.method === operation.method &&
        interaction.request.path === path &&
        interaction.providerStates[0]?.params?.['cloudProvider'] === provider &&
        requestHeader(interaction, 'Accept') === vendorMediaType(version) &&
        authScheme(interaction) === auth,
    )
    expect(matchingInteractions).not.toEqual([])
  })

  test.each(
    statusCoordinates.filter((coordinates) => unreachableReason(coordinates) === undefined),
  )('$operation.operationId × $provider × $version.version × status $status', (coordinates) => {
    expect(
      interactions.filter((interaction) => matchesCoordinates(interaction, coordinates)),
    ).not.toEqual([])
  })

  test.each(errorNames.filter((name) => typeof errorCases[name] !== 'string'))('%s', (name) => {
    const descriptions = interactions.map(({ description }) => description)
    for (const operation of Object.values(operations)) {
      for (const { when, call, selectCoordinates = versionCoordinates } of findErrorCases(
        operation,
        name,
      )) {
        const prefix = `${operation.operationId}: ${errorTitle(name)} when ${when}, `
        for (const { provider, requestedVersion } of selectCoordinates(operation))
          expect(descriptions).toContain(
            `${prefix}${provider} asked for ${call?.accept ?? requestedVersion}`,
          )
      }
    }
  })
})

test('only an unknown provider and a sunset that is not announced make a status unreachable', () => {
  const reasons = statusCoordinates.flatMap((coordinates) => {
    const { operationId } = coordinates.operation
    const reason = unreachableReason(coordinates)
    return reason === undefined ? [] : [`${operationId} ${coordinates.version.version}: ${reason}`]
  })
  // Recorded facts of published versions. A new version adds to them.
  expect(reasons).toEqual(
    expect.arrayContaining([
      'listGroupBackupExportBuckets 2023-01-01: there is no AZURE',
      'listGroupBackupExportBuckets 2023-01-01: there is no GCP',
      'createGroupBackupExportBucket 2023-01-01: there is no AZURE',
      'createGroupBackupExportBucket 2023-01-01: there is no GCP',
      'getGroupBackupExportBucket 2023-01-01: there is no AZURE',
      'getGroupBackupExportBucket 2023-01-01: there is no GCP',
      'updateGroupBackupExportBucket 2024-05-30: there is no AZURE',
      'updateGroupBackupExportBucket 2024-05-30: there is no GCP',
    ]),
  )
  for (const { operationId, versions } of Object.values(operations).filter(hasSunsetStatus))
    expect(reasons).toContain(
      `${operationId} ${versions.at(-1)?.version}: 410: no sunset is announced`,
    )
})

test('no status is pinned that the OpenAPI document does not know', () => {
  for (const operation of Object.values(operations)) {
    const documentedStatuses = [operation.successStatus, ...errorStatuses[operation.operationId]]
    const operationInteractions = interactions.filter(({ description }) =>
      description.startsWith(`${operation.operationId}: `),
    )
    for (const { response } of operationInteractions)
      expect(documentedStatuses).toContain(response.status)
  }
})

test('each 401 for bad credentials pins its challenge: Bearer after a token, otherwise Digest', () => {
  const challenges = interactions
    .filter(({ description }) => description.includes(': Unauthorized (no errorCode) when'))
    .map(({ response, ...rest }) => [
      authScheme({ response, ...rest }),
      response.headers?.['WWW-Authenticate']?.join(', ').split(' ')[0],
    ])
  const challengePairs = new Set(challenges.map((pair) => pair.join(' gets ')))
  expect([...challengePairs].toSorted()).toEqual([
    ' gets Digest',
    'Bearer gets Bearer',
    'Digest gets Digest',
  ])
  expect(challenges).toHaveLength(3 * Object.values(operations).flatMap(versionCoordinates).length)
})

test('each 401 for a missing role pins its code, by which a client tells it from an expired token', () => {
  const unauthorizedInteractions = interactions.filter(({ description }) =>
    description.includes(': USER_UNAUTHORIZED'),
  )
  expect(unauthorizedInteractions).not.toEqual([])
  for (const { response } of unauthorizedInteractions) {
    expect(response.status).toBe(401)
    expect(response.body?.content).toHaveProperty('errorCode', 'USER_UNAUTHORIZED')
  }
})

test('the example of each provider has every field of the newest version, so that a leak fails', () => {
  for (const provider of cloudProviders) {
    const schema = responseSchema('getGroupBackupExportBucket', newestApiVersion)
    const variant = schema && findObjectSchema(schema, { cloudProvider: provider })
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
