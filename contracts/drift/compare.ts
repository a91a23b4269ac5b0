import { isDeepStrictEqual } from 'node:util'
import { type Feature, type Location, locationText } from './feature.ts'

/** Something that MongoDB's document states otherwise than ours. */
export interface Difference {
  /** Where, and which aspect of it, as one text; patterns match it. */
  readonly id: string
  readonly location: Location
  /** Of ours: what MongoDB's does not have is `removed`. */
  readonly kind: 'added' | 'removed' | 'changed'
  /** What of it is stated otherwise, such as `maxLength`; absent where all of it was added or removed. */
  readonly aspect?: string
  readonly ours?: unknown
  readonly theirs?: unknown
}

const keyOf = (path: readonly string[]) => JSON.stringify(path)

/** Where these differ, what is beneath is something else, and is not compared. */
const structural = ['type', 'variants', 'recursive']

function changes(ours: Feature, theirs: Feature): Difference[] {
  const aspects = new Set([...Object.keys(ours.aspects), ...Object.keys(theirs.aspects)])
  return [...aspects].toSorted().flatMap((aspect): Difference[] => {
    const [our, their] = [ours.aspects[aspect], theirs.aspects[aspect]]
    if (isDeepStrictEqual(our, their)) return []
    // What has variants states no type.
    if (aspect === 'type' && ours.aspects['variants'] !== theirs.aspects['variants']) return []
    const { location } = ours
    return [
      {
        ...{ id: `${locationText(location)} ${aspect}`, location, kind: 'changed', aspect },
        ...(our !== undefined && { ours: our }),
        ...(their !== undefined && { theirs: their }),
      },
    ]
  })
}

/** Compares the features of an operation. Reports an added or removed subtree once, not its children. */
export function compare(ours: readonly Feature[], theirs: readonly Feature[]): Difference[] {
  const byKey = (all: readonly Feature[]) =>
    new Map(all.map((each) => [keyOf(each.location.path), each]))
  const [our, their] = [byKey(ours), byKey(theirs)]
  const keys = [...new Set([...our.keys(), ...their.keys()])]
  const pairs = keys.map((key) => ({ key, one: our.get(key), other: their.get(key) }))
  const replaced = new Set(
    pairs.flatMap(({ key, one, other }) => {
      const isSame = structural.every((aspect) =>
        isDeepStrictEqual(one?.aspects[aspect], other?.aspects[aspect]),
      )
      return one !== undefined && other !== undefined && isSame ? [] : [key]
    }),
  )
  const isWithinReplaced = ({ path }: Location) =>
    replaced.size > 0 && path.some((_, length) => replaced.has(keyOf(path.slice(0, length))))
  return pairs.flatMap(({ one, other }): Difference[] => {
    const location = (one ?? other)?.location
    if (location === undefined || isWithinReplaced(location)) return []
    const id = locationText(location)
    if (one === undefined) return [{ id, location, kind: 'added', theirs: other?.aspects }]
    if (other === undefined) return [{ id, location, kind: 'removed', ours: one.aspects }]
    return changes(one, other)
  })
}
