import { toStrings, valueAt } from '../lib/json.ts'
import { committedPact } from '../pact/pact-file.ts'
import { type AcceptedDifference, isAccepted, matchesPattern } from './accepted-difference.ts'
import { acceptedDifferences } from './accepted-differences.ts'
import { affectedInteractions } from './affected-interactions.ts'
import { compare, type DocumentDifference } from './compare.ts'
import { DriftError, type OpenApiDocument, readOurDocument } from './document.ts'
import { createLocation } from './feature.ts'
import { type InteractionSummary, summarizeInteraction } from './interaction-summary.ts'
import {
  type DocumentOperation,
  readOperations,
  readVersionDates,
  statesRoles,
} from './operation.ts'
import { operationFeatures } from './operation-features.ts'
import { SchemaMerger } from './schema.ts'

/** A difference and its effect on the pact. */
export interface AffectedDifference extends DocumentDifference {
  /** The descriptions of the affected interactions. */
  readonly interactions: readonly string[]
  /** The reason why it is accepted. Absent when it counts as drift. */
  readonly reason?: string
}

/** The differences of MongoDB's document from ours. */
export interface DriftReport {
  readonly differences: readonly AffectedDifference[]
  /** The differences that are accepted or ignored. */
  readonly accepted: readonly AffectedDifference[]
  /** The patterns of accepted differences that no longer exist. */
  readonly stale: readonly string[]
  /** Whether roles were compared. They cannot be when MongoDB's document states them only in prose. */
  readonly rolesCompared: boolean
}

export interface DriftOptions {
  /** MongoDB's document. */
  readonly theirs: OpenApiDocument
  /** Default: the document that core is generated from. */
  readonly ours?: OpenApiDocument
  /** Default: {@link acceptedDifferences}. */
  readonly accepted?: readonly AcceptedDifference[]
  /** Patterns of the ids of differences that are ignored. */
  readonly ignore?: readonly string[]
}

/** Finds the same operation by its id, otherwise by its method and path. */
function findCounterpart(
  ours: DocumentOperation,
  candidates: readonly DocumentOperation[],
): DocumentOperation | undefined {
  return (
    candidates.find(({ operationId }) => operationId === ours.operationId) ??
    candidates.find(({ method, path }) => method === ours.method && path === ours.path)
  )
}

/** The paths of clusters. Most operations on paths below them have nothing to do with exports. */
const clusterPath = /\/clusters(\/\{\})?$/

/** Returns the operations on our resources that we lack, except those on clusters. */
function unknownOperations(
  ours: readonly DocumentOperation[],
  otherOperations: readonly DocumentOperation[],
): DocumentDifference[] {
  const paths = new Set(ours.map(({ path }) => path).filter((path) => !clusterPath.test(path)))
  const isOfOurResource = ({ path }: DocumentOperation) =>
    [...paths].some((ancestor) => `${path}/`.startsWith(`${ancestor}/`))
  return otherOperations.filter(isOfOurResource).map(({ operationId, method, path }) => {
    const location = createLocation('operation', [operationId])
    return { id: operationId, location, kind: 'added', theirs: { method, path } }
  })
}

/** Returns the API dates that our document lacks. */
function unknownDates(ours: OpenApiDocument, theirs: ReadonlySet<string>): DocumentDifference[] {
  const ourDates = toStrings(valueAt(ours.root['info'], 'x-api-versions'))
  const dates = [...theirs].filter((date) => !ourDates.includes(date)).toSorted()
  return dates.map((date) => {
    const location = createLocation('date', ['API date', date], { operationId: '' })
    return { id: `API date ${date}`, location, kind: 'added' }
  })
}

interface Comparison {
  readonly differences: readonly DocumentDifference[]
  readonly rolesCompared: boolean
}

/**
 * Returns a function that compares other documents with ours, which is read once. The function throws a DriftError
 * when a document cannot be compared.
 */
export function createComparison(ours: OpenApiDocument): (theirs: OpenApiDocument) => Comparison {
  const ourOperations = readOperations(ours).filter(statesRoles)
  const toFeatures = (comparesRoles: boolean) => {
    const merger = new SchemaMerger(ours)
    return ourOperations.map((ourOperation) => {
      const { operationId: id, pathParameters } = ourOperation
      return operationFeatures({ id, pathParameters, comparesRoles, merger }, ourOperation)
    })
  }
  const featuresByRoles = new Map<boolean, ReturnType<typeof toFeatures>>()
  return (theirs) => {
    const theirOperations = readOperations(theirs)
    const counterparts = ourOperations.map((ourOperation) =>
      findCounterpart(ourOperation, theirOperations),
    )
    const matchedOperations = counterparts.flatMap((operation) => operation ?? [])
    if (matchedOperations.length === 0) {
      const names = ourOperations.map(({ operationId }) => operationId).join(', ')
      throw new DriftError(
        `${theirs.name}: none of its ${theirOperations.length} operations is ${names}; is it the Atlas Admin API v2?`,
      )
    }
    const comparesRoles = matchedOperations.some(statesRoles)
    const features = featuresByRoles.get(comparesRoles) ?? toFeatures(comparesRoles)
    featuresByRoles.set(comparesRoles, features)
    const merger = new SchemaMerger(theirs)
    const operationDifferences = ourOperations.flatMap(
      ({ operationId: id, pathParameters }, index) => {
        const theirOperation = counterparts[index]
        const context = { id, pathParameters, comparesRoles, merger }
        return compare(
          features[index] ?? [],
          theirOperation === undefined ? [] : operationFeatures(context, theirOperation),
        )
      },
    )
    const unmatched = theirOperations.filter((operation) => !matchedOperations.includes(operation))
    const differences = [
      ...unknownDates(ours, readVersionDates(theirs, theirOperations)),
      ...operationDifferences,
      ...unknownOperations(ourOperations, unmatched),
    ]
    return { differences, rolesCompared: comparesRoles }
  }
}

let compareWithOurs: ReturnType<typeof createComparison> | undefined

function compareDocuments(theirs: OpenApiDocument, ours: OpenApiDocument | undefined): Comparison {
  if (ours !== undefined) return createComparison(ours)(theirs)
  compareWithOurs ??= createComparison(readOurDocument())
  return compareWithOurs(theirs)
}

/** Compares documents. @throws DriftError instead of the RangeError of a stack overflow */
function compareWithoutStackOverflow(
  theirs: OpenApiDocument,
  ours: OpenApiDocument | undefined,
): Comparison {
  try {
    return compareDocuments(theirs, ours)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new DriftError(`${theirs.name}: a value is nested too deeply to be compared`)
  }
}

let cachedSummaries: readonly InteractionSummary[] | undefined

/** Returns the summaries of the committed pact. They are computed once. */
function summarizeCommittedPact(): readonly InteractionSummary[] {
  cachedSummaries ??= committedPact().interactions.flatMap(summarizeInteraction)
  return cachedSummaries
}

/**
 * Compares MongoDB's OpenAPI document with ours, for our operations.
 *
 * @throws DriftError when the documents cannot be compared
 */
export function detectDrift(options: DriftOptions): DriftReport {
  const { theirs, ours, accepted = acceptedDifferences, ignore = [] } = options
  const summaries = summarizeCommittedPact()
  const { differences, rolesCompared } = compareWithoutStackOverflow(theirs, ours)
  const findReason = (difference: DocumentDifference): string | undefined =>
    accepted.find((acceptance) => isAccepted(acceptance, difference))?.reason ??
    (ignore.some((pattern) => matchesPattern(pattern, difference.id)) ? 'ignored' : undefined)
  const affectedDifferences = differences.map((difference): AffectedDifference => {
    const interactions = affectedInteractions(difference, summaries)
    const reason = findReason(difference)
    return { ...difference, interactions, ...(reason && { reason }) }
  })
  return {
    differences: affectedDifferences.filter(({ reason }) => reason === undefined),
    accepted: affectedDifferences.filter(({ reason }) => reason !== undefined),
    stale: accepted
      .filter((acceptance) => !differences.some((difference) => isAccepted(acceptance, difference)))
      .map(({ pattern }) => pattern),
    rolesCompared,
  }
}
