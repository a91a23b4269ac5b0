import { committedPact } from '../matrix/pact-file.ts'
import { type Accepted, isAccepted, matches } from './acceptance.ts'
import { acceptedDifferences } from './accepted.ts'
import { affectedInteractions } from './affected-interactions.ts'
import { compare, type Difference } from './compare.ts'
import { type Document, ourDocument } from './document.ts'
import { DriftError } from './drift-error.ts'
import { locate } from './feature.ts'
import { stringsOf, valueAt } from './json-object.ts'
import {
  datesOf,
  type Operation,
  operationFeatures,
  operationsOf,
  statesRole,
} from './operation.ts'
import { type Pinned, pinned } from './pinned.ts'
import { SchemaMerger } from './schema.ts'

/** A difference, and what it means for the pact. */
export interface AffectedDifference extends Difference {
  /** The descriptions of the interactions that it affects. */
  readonly pacts: readonly string[]
  /** Why it does not count; absent where it does. */
  readonly reason?: string
}

/** How MongoDB's document differs from ours. */
export interface DriftReport {
  readonly differences: readonly AffectedDifference[]
  /** Those that are in the list of accepted ones, or ignored. */
  readonly accepted: readonly AffectedDifference[]
  /** The patterns of accepted differences that are no longer there. */
  readonly stale: readonly string[]
  /** Whether roles were compared: not where MongoDB's document states none but in prose. */
  readonly rolesCompared: boolean
}

/** What is compared, and how. */
export interface DriftOptions {
  /** MongoDB's document. */
  readonly theirs: Document
  /** Default: the document that core is made from. */
  readonly ours?: Document
  /** Default: {@link acceptedDifferences}. */
  readonly accepted?: readonly Accepted[]
  /** Patterns of the ids of differences that don't count. */
  readonly ignore?: readonly string[]
}

/** An operation is the same by its id, else by its method and path. */
function counterpart(ours: Operation, all: readonly Operation[]): Operation | undefined {
  return (
    all.find(({ operationId }) => operationId === ours.operationId) ??
    all.find(({ method, path }) => method === ours.method && path === ours.path)
  )
}

/** Operations on export buckets that we do not have. Of clusters, the list alone is described. */
function unknownOperations(ours: readonly Operation[], others: readonly Operation[]): Difference[] {
  const paths = new Set(
    ours.map(({ path }) => path).filter((path) => path.includes('/exportBuckets')),
  )
  const isOfResource = ({ path }: Operation) =>
    [...paths].some((ancestor) => `${path}/`.startsWith(`${ancestor}/`))
  return others.filter(isOfResource).map(({ operationId, method, path }) => {
    const location = locate('operation', [operationId])
    return { id: operationId, location, kind: 'added', theirs: { method, path } }
  })
}

/** Dates of the API that we do not know. */
function unknownDates(ours: Document, theirs: ReadonlySet<string>): Difference[] {
  const ourDates = stringsOf(valueAt(ours.root['info'], 'x-api-versions'))
  const dates = [...theirs].filter((date) => !ourDates.includes(date)).toSorted()
  return dates.map((date) => {
    const location = locate('date', ['API date', date], { operationId: '' })
    return { id: `API date ${date}`, location, kind: 'added' }
  })
}

/** What is different of a document. */
interface Comparison {
  readonly differences: readonly Difference[]
  readonly rolesCompared: boolean
}

/**
 * Returns a function that compares other documents with ours, which is read once for all of them. It throws a DriftError
 * where a document cannot be compared.
 */
export function createComparison(ours: Document): (theirs: Document) => Comparison {
  const our = operationsOf(ours).filter(statesRole)
  const toFeatures = (roles: boolean) => {
    const merger = new SchemaMerger(ours)
    return our.map((one) => {
      const { operationId: id, pathParameters } = one
      return operationFeatures({ id, pathParameters, roles, merger }, one)
    })
  }
  const featuresByRoles = new Map<boolean, ReturnType<typeof toFeatures>>()
  return (theirs) => {
    const their = operationsOf(theirs)
    const others = our.map((one) => counterpart(one, their))
    const matched = others.flatMap((other) => other ?? [])
    if (matched.length === 0) {
      const names = our.map(({ operationId }) => operationId).join(', ')
      throw new DriftError(
        `${theirs.name}: none of its ${their.length} operations is ${names}; is it the Atlas Admin API v2?`,
      )
    }
    const roles = matched.some(statesRole)
    const features = featuresByRoles.get(roles) ?? toFeatures(roles)
    featuresByRoles.set(roles, features)
    const merger = new SchemaMerger(theirs)
    const compared = our.flatMap(({ operationId: id, pathParameters }, index) => {
      const other = others[index]
      const context = { id, pathParameters, roles, merger }
      return compare(
        features[index] ?? [],
        other === undefined ? [] : operationFeatures(context, other),
      )
    })
    const unmatched = their.filter((each) => !matched.includes(each))
    const differences = [
      ...unknownDates(ours, datesOf(theirs, their)),
      ...compared,
      ...unknownOperations(our, unmatched),
    ]
    return { differences, rolesCompared: roles }
  }
}

let compareWithOurs: ReturnType<typeof createComparison> | undefined

function compareDocuments(theirs: Document, ours: Document | undefined): Comparison {
  if (ours !== undefined) return createComparison(ours)(theirs)
  compareWithOurs ??= createComparison(ourDocument())
  return compareWithOurs(theirs)
}

function compareWithinStack(theirs: Document, ours: Document | undefined): Comparison {
  try {
    return compareDocuments(theirs, ours)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new DriftError(`${theirs.name}: a value is nested too deep to be compared`)
  }
}

let allPins: readonly Pinned[] | undefined

/** Returns what the committed pact pins. It is worked out once. */
function committedPins(): readonly Pinned[] {
  allPins ??= committedPact().interactions.flatMap(pinned)
  return allPins
}

/**
 * Compares MongoDB's OpenAPI document with ours, as far as it describes our operations.
 *
 * @throws DriftError where that cannot be done
 */
export function drift(options: DriftOptions): DriftReport {
  const { theirs, ours, accepted = acceptedDifferences, ignore = [] } = options
  const pins = committedPins()
  const { differences, rolesCompared } = compareWithinStack(theirs, ours)
  const reasonOf = (difference: Difference): string | undefined =>
    accepted.find((acceptance) => isAccepted(acceptance, difference))?.reason ??
    (ignore.some((pattern) => matches(pattern, difference.id)) ? 'ignored' : undefined)
  const affected = differences.map((difference): AffectedDifference => {
    const pacts = affectedInteractions(difference, pins)
    const reason = reasonOf(difference)
    return { ...difference, pacts, ...(reason && { reason }) }
  })
  return {
    differences: affected.filter(({ reason }) => reason === undefined),
    accepted: affected.filter(({ reason }) => reason !== undefined),
    stale: accepted
      .filter((acceptance) => !differences.some((each) => isAccepted(acceptance, each)))
      .map(({ pattern }) => pattern),
    rolesCompared,
  }
}
