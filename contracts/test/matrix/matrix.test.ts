import {
  apiVersions,
  type CloudProvider,
  cloudProviders,
  errorStatuses,
  findObjectSchema,
  newestApiVersion,
  type Operation,
  type OperationId,
  operationPath,
  operations,
  type ResourceVersion,
  resolveVersion,
  responseSchema,
  supportedProviders,
  vendorMediaType,
} from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { errorCoordinates, matrixProviders } from '../../src/matrix/coordinates.ts'
import { errorTitle } from '../../src/matrix/error-cells.ts'
import { errorCases, errorNames, findErrorCases } from '../../src/matrix/errors.ts'
import { exampleBucket } from '../../src/matrix/examples/export-buckets.ts'
import { examplePathParameters } from '../../src/matrix/ids.ts'
import { hasVersionsByProvider } from '../../src/matrix/resources.ts'
import { committedPact, type Interaction } from '../../src/pact/pact-file.ts'

const { interactions } = committedPact()

const requestHeader = ({ request }: Interaction, name: string) =>
  request.headers?.[name]?.join(', ') ?? ''
const authScheme = (interaction: Interaction) =>
  requestHeader(interaction, 'Authorization').split(' ')[0]

/** Digest is independent of the date, unless the date decides which cloud providers a version knows. */
const hasDigest = (operation: Operation, date: string) =>
  hasVersionsByProvider(operation) || operation.versions.some(({ version }) => version === date)

const coveredCells = Object.values(operations).flatMap((operation) =>
  matrixProviders(operation).flatMap((provider) =>
    apiVersions.flatMap((version) =>
      ['Bearer', 'Digest']
        .filter((auth) => auth === 'Bearer' || hasDigest(operation, version))
        .map((auth) => ({ operation, provider, version, auth })),
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

/** The statuses that the document has and that no case leads to. */
const unknownCauses: readonly (readonly [OperationId, number])[] = [
  ['authorizeGroupCloudProviderAccessRole', 409],
]

/** Returns why a status cannot occur, or `undefined` when it can. */
function unreachableReason({
  operation,
  provider,
  version,
  status,
}: StatusCoordinates): string | undefined {
  const { operationId } = operation
  if (!supportedProviders(operationId, version.version).includes(provider))
    return `there is no ${provider}`
  if (unknownCauses.some(([id, code]) => id === operationId && code === status))
    return `${status}: its cause is not published`
  return status === 410 && version.sunset === undefined ? '410: no sunset is announced' : undefined
}

const requestedDate = (interaction: Interaction) =>
  requestHeader(interaction, 'Accept').replace(/^application\/vnd\.atlas\.|\+json$/g, '')

/** A 406 belongs to no version. Where all versions know the same providers, an error depends on neither. */
function matchesCoordinates(
  interaction: Interaction,
  { operation, provider, version, status }: StatusCoordinates,
) {
  const resolvedVersion = resolveVersion(operation, requestedDate(interaction))
  const isIndependent = status >= 400 && !hasVersionsByProvider(operation)
  return (
    interaction.description.startsWith(`${operation.operationId}: `) &&
    interaction.response.status === status &&
    (isIndependent || interaction.providerStates[0]?.params?.['cloudProvider'] === provider) &&
    (isIndependent || status === 406 || resolvedVersion?.version === version.version)
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
    const path = operationPath(operation, examplePathParameters(provider))
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
      for (const errorCase of findErrorCases(operation, name)) {
        const { when, call, invalidBody, selectCoordinates = errorCoordinates } = errorCase
        const prefix = `${operation.operationId}: ${errorTitle(name)} when ${when}, `
        const allCoordinates = selectCoordinates(operation).filter(
          (coordinates) => invalidBody === undefined || invalidBody(coordinates) !== undefined,
        )
        for (const { provider, requestedVersion } of allCoordinates)
          expect(descriptions).toContain(
            `${prefix}${provider} asked for ${call?.accept ?? requestedVersion}`,
          )
      }
    }
  })
})

test('only an unknown provider, a sunset that is not announced and an unknown cause make a status unreachable', () => {
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
      'authorizeGroupCloudProviderAccessRole 2023-01-01: 409: its cause is not published',
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
  expect(challenges).toHaveLength(3 * Object.values(operations).flatMap(errorCoordinates).length)
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
    expect(providerStates[0]?.name).toMatch(/^a project with /)
  }
})
