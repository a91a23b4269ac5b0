import { committed, readPact } from '../matrix/pact-file.ts'
import { type Accepted, isAccepted, matches } from './acceptance.ts'
import { acceptedDifferences } from './accepted.ts'
import { compare, type Difference } from './compare.ts'
import { type Document, ourDocument } from './document.ts'
import { DriftError } from './drift-error.ts'
import { stringsOf, valueAt } from './json-object.ts'
import {
  datesOf,
  type Located,
  operationSubjects,
  operationsOf,
  pathForm,
  statesRole,
} from './operation.ts'
import { pinned } from './pinned.ts'
import type { Place } from './subject.ts'
import { touched } from './touched.ts'

/** A difference, and the interactions of the pact that it touches, by description. */
export interface Touching extends Difference {
  readonly pacts: readonly string[]
}

/** A difference that is left as it is, and why. */
export interface Left extends Touching {
  readonly reason: string
}

/** How MongoDB's document differs from ours. */
export interface Drift {
  readonly differences: readonly Touching[]
  /** Those that are known or ignored. */
  readonly accepted: readonly Left[]
  /** The patterns of known differences that are no longer there. */
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
function counterpart(ours: Located, all: readonly Located[]): Located | undefined {
  return (
    all.find(({ operationId }) => operationId === ours.operationId) ??
    all.find(({ method, path }) => method === ours.method && pathForm(path) === pathForm(ours.path))
  )
}

/** Operations on export buckets that we do not have. Of clusters, the list alone is described. */
function unknownOperations(ours: readonly Located[], others: readonly Located[]): Difference[] {
  const described = ours.map(({ path }) => pathForm(path))
  const paths = new Set(described.filter((path) => path.includes('/exportBuckets')))
  const isOfResource = ({ path }: Located) =>
    [...paths].some((each) => `${pathForm(path)}/`.startsWith(`${each}/`))
  return others.filter(isOfResource).map(({ operationId, method, path }) => {
    const place: Place = { part: 'operation', operationId, steps: [], path: [operationId] }
    return { id: operationId, place, kind: 'added', theirs: { method, path } }
  })
}

/** Dates of the API that we do not know. */
function unknownDates(ours: Document, theirs: readonly Located[]): Difference[] {
  const known = stringsOf(valueAt(ours.root['info'], 'x-api-versions'))
  const dates = [...datesOf(theirs)].filter((date) => !known.includes(date)).toSorted()
  return dates.map((date) => {
    const place: Place = { part: 'date', operationId: '', steps: [], path: ['API date', date] }
    return { id: `API date ${date}`, place, kind: 'added' }
  })
}

function comparison(ours: Document, theirs: Document): { all: Difference[]; roles: boolean } {
  const our = operationsOf(ours).filter(statesRole)
  const their = operationsOf(theirs)
  const pairs = our.map((one) => ({ one, other: counterpart(one, their) }))
  const found = pairs.flatMap(({ other }) => other ?? [])
  if (found.length === 0) {
    const names = our.map(({ operationId }) => operationId).join(', ')
    throw new DriftError(
      `${theirs.name}: none of its ${their.length} operations is ${names}; is it the Atlas Admin API v2?`,
    )
  }
  const roles = found.some(statesRole)
  const compared = pairs.flatMap(({ one, other }) => {
    const id = one.operationId
    return compare(
      operationSubjects({ document: ours, id, roles }, one),
      other === undefined ? [] : operationSubjects({ document: theirs, id, roles }, other),
    )
  })
  const others = their.filter((each) => !found.includes(each))
  const all = [...unknownDates(ours, their), ...compared, ...unknownOperations(our, others)]
  return { all, roles }
}

/**
 * Compares MongoDB's OpenAPI document with ours, as far as it describes our operations.
 *
 * @throws DriftError where that cannot be done
 */
export function drift(options: DriftOptions): Drift {
  const { theirs, ours = ourDocument(), accepted = acceptedDifferences, ignore = [] } = options
  const pins = readPact(committed).interactions.flatMap(pinned)
  const { all: found, roles } = comparison(ours, theirs)
  const all = found.map((each): Touching => ({ ...each, pacts: touched(each, pins) }))
  const reasonOf = (difference: Difference): string | undefined =>
    accepted.find((each) => isAccepted(each, difference))?.reason ??
    (ignore.some((pattern) => matches(pattern, difference.id)) ? 'ignored' : undefined)
  const judged = all.map((difference) => ({ difference, reason: reasonOf(difference) }))
  return {
    differences: judged.flatMap(({ difference, reason }) => (reason ? [] : [difference])),
    accepted: judged.flatMap(({ difference, reason }) =>
      reason ? [{ ...difference, reason }] : [],
    ),
    stale: accepted
      .filter((each) => !all.some((difference) => isAccepted(each, difference)))
      .map(({ pattern }) => pattern),
    rolesCompared: roles,
  }
}
