import { type ExportBucketId, operations, supportedProviders } from '@export-buckets/core'
import type { Cell, PageResponse } from '../matrix/cell.ts'
import { exampleBucket, groupId } from '../matrix/example-buckets.ts'
import type { Interaction } from '../pact/pact-file.ts'
import type { ExistingResources } from './options.ts'

/** Returns a matching rule of a pact of version 4 (https://github.com/pact-foundation/pact-specification). */
const toRule = (...matchers: readonly object[]): unknown => ({ combine: 'AND', matchers })

/** Requires the value of the example. */
const equality: unknown = toRule({ match: 'equality' })

/** Requires elements like the first one of the example, or none. */
const eachLike: unknown = toRule({ match: 'type', min: 0 })

/** Requires a text that matches a pattern. */
function regex(pattern: string): unknown {
  return toRule({ match: 'regex', regex: pattern })
}

/** Requires an integer whose digits match a pattern. */
function integerMatching(pattern: string): unknown {
  return toRule({ match: 'integer' }, { match: 'regex', regex: pattern })
}

type PactResponse = Interaction['response']

/** Returns a provider state that cannot be assumed, or `undefined` when the cell needs none. */
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

/** Returns why a cell cannot be verified read-only, or `undefined` when it can. */
export function skipReason(cell: Cell, existing: ExistingResources): string | undefined {
  const { method } = operations[cell.operationId]
  if (method !== 'GET') return `${method} could change data`
  const state = findUnmetState(cell)
  if (state !== undefined) return `needs the provider state "${state}"`
  if (cell.call.groupId === groupId && existing.groupId === undefined) return 'no project was given'
  if (!needsBucket(cell) || findBucketId(cell, existing) !== undefined) return undefined
  return `no ${cell.cloudProvider} bucket was given`
}

/**
 * Replaces the ids of the pact. They are hexadecimal, so they can be replaced anywhere in JSON, even in JSON within a
 * string.
 */
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

/** Returns the bucket that a list must contain, or `undefined` when the cell expects none. */
export function expectedBucketId(
  cell: Cell,
  existing: ExistingResources,
): ExportBucketId | undefined {
  return cell.expectedResponse.kind === 'page' && cell.expectedResponse.hasBucket
    ? findBucketId(cell, existing)
    : undefined
}

/** Expects the requested bucket in a list. Its `totalCount` counts every bucket of the project, so any count is accepted. */
function expectBucketInList(pactResponse: PactResponse): PactResponse {
  const response = expectSameBucket(pactResponse)
  const body = { ...response.matchingRules?.body, '$.totalCount': integerMatching('^[1-9][0-9]*$') }
  return { ...response, matchingRules: { ...response.matchingRules, body } }
}

/** Expects a list with any buckets of providers that the version knows. The list of the pact is empty. */
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

/** Expects any clusters. The list of the pact is empty. */
function expectAnyClusters(response: PactResponse): PactResponse {
  const content = { results: [{}], totalCount: 0 }
  const body = { '$.results': eachLike, '$.totalCount': integerMatching('^[0-9]+$') }
  return {
    ...response,
    body: { ...response.body, content },
    matchingRules: { ...response.matchingRules, body },
  }
}

/** Expects the requested bucket. */
function expectSameBucket(response: PactResponse): PactResponse {
  const rules = Object.entries(response.matchingRules?.body ?? {})
  const body = rules.map(([path, rule]) => [path, path.endsWith('._id') ? equality : rule])
  return {
    ...response,
    matchingRules: { ...response.matchingRules, body: Object.fromEntries(body) },
  }
}

/** Returns the interaction of a cell, adapted to the project, buckets and ids of a provider. */
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

function tryParseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}

/**
 * Returns a page with only the bucket of this id, in either case, and any other body unchanged. A project may have
 * more buckets than the list of the pact, and Pact only explains differences of lists of equal length.
 */
export function keepOnlyBucket(body: Buffer, id: ExportBucketId): Buffer {
  const page = Object(tryParseJson(body))
  const { results }: { results?: unknown } = page
  if (!Array.isArray(results)) return body
  const matchingBuckets = results.filter(
    (bucket) => String(Object(bucket)['_id']).toLowerCase() === id,
  )
  return Buffer.from(JSON.stringify({ ...page, results: matchingBuckets }))
}
