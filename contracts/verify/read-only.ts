import { type ExportBucketId, knownProviders, operations } from '@export-buckets/core'
import { exampleBucket, groupId } from '../matrix/buckets.ts'
import type { Cell, PageAnswer } from '../matrix/cells.ts'
import type { Interaction } from '../matrix/pact-file.ts'
import { counted, equality, everyElement, regex } from './rules.ts'
import type { Existing } from './target.ts'

type Pinning = Interaction['response']

/** The provider state that nobody can count on, `undefined` where the cell needs none. */
function specialState({ operationId, states }: Cell): string | undefined {
  const { role } = operations[operationId]
  for (const { name, parameters } of states) {
    if (name !== 'a project with an export bucket') return name
    if (!parameters.roles.includes(role)) return 'the caller lacks the role'
  }
  return undefined
}

function needsBucket({ operationId, answer, ask, cloudProvider }: Cell): boolean {
  const isInPath = operations[operationId].path.includes('{exportBucketId}')
  return (
    answer.kind === 'page' || (isInPath && ask.exportBucketId === exampleBucket(cloudProvider)._id)
  )
}

const bucketFor = ({ cloudProvider }: Cell, { buckets }: Existing): ExportBucketId | undefined =>
  buckets[cloudProvider]

/** Why a cell cannot be asked of a provider that is only read, `undefined` where it can. */
export function skipReason(cell: Cell, existing: Existing): string | undefined {
  const { method } = operations[cell.operationId]
  if (method !== 'GET') return `${method} could change something`
  const state = specialState(cell)
  if (state !== undefined) return `it needs the provider state "${state}"`
  if (cell.ask.groupId === groupId && existing.groupId === undefined) return 'there is no project'
  if (!needsBucket(cell) || bucketFor(cell, existing) !== undefined) return undefined
  return `there is no ${cell.cloudProvider} bucket`
}

/** Ids are hexadecimal, so they can stand anywhere in JSON, also in a rule that is JSON in a string. */
function withIds(cell: Cell, interaction: Interaction, existing: Existing): Interaction {
  const { _id } = exampleBucket(cell.cloudProvider)
  const text = JSON.stringify(interaction)
    .replaceAll(groupId, existing.groupId ?? groupId)
    .replaceAll(_id, bucketFor(cell, existing) ?? _id)
  return { ...JSON.parse(text), providerStates: [] }
}

/** The bucket that a list has to hold, `undefined` where the cell is about none. */
export function expectedBucketId(cell: Cell, existing: Existing): ExportBucketId | undefined {
  return cell.answer.kind === 'page' && cell.answer.found ? bucketFor(cell, existing) : undefined
}

/** What is counted is every bucket of the project, more than the one of the pact. */
function bucketInList(recorded: Pinning): Pinning {
  const response = theBucket(recorded)
  const body = { ...response.matchingRules?.body, '$.totalCount': counted('^[1-9][0-9]*$') }
  return { ...response, matchingRules: { ...response.matchingRules, body } }
}

/** The list may hold buckets where that of the pact is empty: those that the version knows. */
function knownInList(cell: Cell, { version }: PageAnswer, response: Pinning): Pinning {
  const known = knownProviders(cell.operationId, version.version)
  const content = { results: [{ cloudProvider: known[0] }], totalCount: 0 }
  const body = {
    '$.results': everyElement,
    '$.results[*].cloudProvider': regex(`^(${known.join('|')})$`),
    '$.totalCount': counted('^[0-9]+$'),
  }
  return {
    ...response,
    body: { ...response.body, content },
    matchingRules: { ...response.matchingRules, body },
  }
}

/** The project may have clusters, where that of the pact has none. */
function anyClusters(response: Pinning): Pinning {
  const content = { results: [{}], totalCount: 0 }
  const body = { '$.results': everyElement, '$.totalCount': counted('^[0-9]+$') }
  return {
    ...response,
    body: { ...response.body, content },
    matchingRules: { ...response.matchingRules, body },
  }
}

/** The bucket is the one that was asked for. */
function theBucket(response: Pinning): Pinning {
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
  recorded: Interaction,
  existing: Existing,
): Interaction {
  const interaction = withIds(cell, recorded, existing)
  const { response } = interaction
  if (cell.answer.kind === 'bucket') return { ...interaction, response: theBucket(response) }
  if (cell.answer.kind === 'clusters') return { ...interaction, response: anyClusters(response) }
  if (cell.answer.kind !== 'page') return interaction
  const list = cell.answer.found ? bucketInList(response) : knownInList(cell, cell.answer, response)
  return { ...interaction, response: list }
}
