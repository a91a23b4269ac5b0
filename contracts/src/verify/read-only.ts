import { type ExportBucketId, operations, supportedProviders } from '@export-buckets/core'
import type { Cell, PageResponse } from '../matrix/cell.ts'
import { exampleBucket, groupId } from '../matrix/example-buckets.ts'
import type { Interaction } from '../pact/pact-file.ts'
import { eachLike, equality, integerMatching, regex } from './matching-rules.ts'
import type { ExistingResources } from './target.ts'

type PactResponse = Interaction['response']

/** The provider state that nobody can count on, `undefined` where the cell needs none. */
function findUnmetState({ operationId, states }: Cell): string | undefined {
  const { role } = operations[operationId]
  for (const { name, parameters } of states) {
    if (name !== 'a project with an export bucket') return name
    if (!parameters.roles.includes(role)) return 'the caller lacks the role'
  }
  return undefined
}

function needsBucket({ operationId, expectedResponse, call, cloudProvider }: Cell): boolean {
  const isInPath = operations[operationId].path.includes('{exportBucketId}')
  return (
    expectedResponse.kind === 'page' ||
    (isInPath && call.exportBucketId === exampleBucket(cloudProvider)._id)
  )
}

const findBucketId = (
  { cloudProvider }: Cell,
  { buckets }: ExistingResources,
): ExportBucketId | undefined => buckets[cloudProvider]

/** Why a cell cannot be asked of a provider that is only read, `undefined` where it can. */
export function skipReason(cell: Cell, existing: ExistingResources): string | undefined {
  const { method } = operations[cell.operationId]
  if (method !== 'GET') return `${method} could change something`
  const state = findUnmetState(cell)
  if (state !== undefined) return `it needs the provider state "${state}"`
  if (cell.call.groupId === groupId && existing.groupId === undefined) return 'there is no project'
  if (!needsBucket(cell) || findBucketId(cell, existing) !== undefined) return undefined
  return `there is no ${cell.cloudProvider} bucket`
}

/** Ids are hexadecimal, so they can stand anywhere in JSON, also in a rule that is JSON in a string. */
function replaceIds(
  cell: Cell,
  interaction: Interaction,
  existing: ExistingResources,
): Interaction {
  const { _id } = exampleBucket(cell.cloudProvider)
  const text = JSON.stringify(interaction)
    .replaceAll(groupId, existing.groupId ?? groupId)
    .replaceAll(_id, findBucketId(cell, existing) ?? _id)
  return { ...JSON.parse(text), providerStates: [] }
}

/** The bucket that a list has to hold, `undefined` where the cell is about none. */
export function expectedBucketId(
  cell: Cell,
  existing: ExistingResources,
): ExportBucketId | undefined {
  return cell.expectedResponse.kind === 'page' && cell.expectedResponse.hasBucket
    ? findBucketId(cell, existing)
    : undefined
}

/** What is counted is every bucket of the project, more than the one of the pact. */
function expectBucketInList(pactResponse: PactResponse): PactResponse {
  const response = expectSameBucket(pactResponse)
  const body = { ...response.matchingRules?.body, '$.totalCount': integerMatching('^[1-9][0-9]*$') }
  return { ...response, matchingRules: { ...response.matchingRules, body } }
}

/** The list may hold buckets where that of the pact is empty: those that the version knows. */
function expectKnownProviders(
  cell: Cell,
  { version }: PageResponse,
  response: PactResponse,
): PactResponse {
  const providerNames = supportedProviders(cell.operationId, version.version)
  const content = { results: [{ cloudProvider: providerNames[0] }], totalCount: 0 }
  const body = {
    '$.results': eachLike,
    '$.results[*].cloudProvider': regex(`^(${providerNames.join('|')})$`),
    '$.totalCount': integerMatching('^[0-9]+$'),
  }
  return {
    ...response,
    body: { ...response.body, content },
    matchingRules: { ...response.matchingRules, body },
  }
}

/** The project may have clusters, where that of the pact has none. */
function expectAnyClusters(response: PactResponse): PactResponse {
  const content = { results: [{}], totalCount: 0 }
  const body = { '$.results': eachLike, '$.totalCount': integerMatching('^[0-9]+$') }
  return {
    ...response,
    body: { ...response.body, content },
    matchingRules: { ...response.matchingRules, body },
  }
}

/** The bucket is the one that was asked for. */
function expectSameBucket(response: PactResponse): PactResponse {
  const rules = Object.entries(response.matchingRules?.body ?? {})
  const body = rules.map(([path, rule]) => [path, path.endsWith('._id') ? equality : rule])
  return {
    ...response,
    matchingRules: { ...response.matchingRules, body: Object.fromEntries(body) },
  }
}

/** What the pact pins of a cell, in the terms of a provider that has its own project, buckets and ids. */
export function retargetToExisting(
  cell: Cell,
  pactInteraction: Interaction,
  existing: ExistingResources,
): Interaction {
  const interaction = replaceIds(cell, pactInteraction, existing)
  const { response } = interaction
  if (cell.expectedResponse.kind === 'bucket')
    return { ...interaction, response: expectSameBucket(response) }
  if (cell.expectedResponse.kind === 'clusters')
    return { ...interaction, response: expectAnyClusters(response) }
  if (cell.expectedResponse.kind !== 'page') return interaction
  const listResponse = cell.expectedResponse.hasBucket
    ? expectBucketInList(response)
    : expectKnownProviders(cell, cell.expectedResponse, response)
  return { ...interaction, response: listResponse }
}
