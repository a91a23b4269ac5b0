import { isDeepStrictEqual } from 'node:util'
import { type Place, placeText, type Subject } from './subject.ts'

/** Something that MongoDB's document says otherwise than ours. */
export interface Difference {
  /** Where, and which aspect of it, as one text; patterns match it. */
  readonly id: string
  readonly place: Place
  /** Of ours: what MongoDB's does not have is `removed`. */
  readonly kind: 'added' | 'removed' | 'changed'
  /** What of it is said otherwise, such as `maxLength`; absent where all of it was added or removed. */
  readonly aspect?: string
  readonly ours?: unknown
  readonly theirs?: unknown
}

const keyOf = ({ place }: Subject) => JSON.stringify(place.path)

/** Where these differ, what is beneath is another thing, and not compared. */
const structural = ['type', 'variants', 'recursive']

function changes(ours: Subject, theirs: Subject): Difference[] {
  const aspects = new Set([...Object.keys(ours.aspects), ...Object.keys(theirs.aspects)])
  return [...aspects].toSorted().flatMap((aspect): Difference[] => {
    const [our, their] = [ours.aspects[aspect], theirs.aspects[aspect]]
    if (isDeepStrictEqual(our, their)) return []
    // That what has no variants is an object goes without saying.
    if (aspect === 'type' && ours.aspects['variants'] !== theirs.aspects['variants']) return []
    return [
      {
        ...{ id: `${placeText(ours.place)} ${aspect}`, place: ours.place, kind: 'changed', aspect },
        ...(our !== undefined && { ours: our }),
        ...(their !== undefined && { theirs: their }),
      },
    ]
  })
}

/** Whether an outer place has been told of, so that all within it goes without saying. */
function isWithin({ path }: Place, told: ReadonlySet<string>): boolean {
  return path.some((_, length) => told.has(JSON.stringify(path.slice(0, length))))
}

/** Compares what two documents say. Of what is added or removed as a whole, nothing within is told. */
export function compare(ours: readonly Subject[], theirs: readonly Subject[]): Difference[] {
  const [our, their] = [ours, theirs].map((all) => new Map(all.map((each) => [keyOf(each), each])))
  const keys = [...new Set([...(our?.keys() ?? []), ...(their?.keys() ?? [])])]
  const told = new Set<string>()
  const pairs = keys.map((key) => ({ key, one: our?.get(key), other: their?.get(key) }))
  for (const { key, one, other } of pairs) {
    const isOther = structural.some(
      (aspect) => !isDeepStrictEqual(one?.aspects[aspect], other?.aspects[aspect]),
    )
    if (one === undefined || other === undefined || isOther) told.add(key)
  }
  return pairs.flatMap(({ one, other }): Difference[] => {
    const place = (one ?? other)?.place
    if (place === undefined || isWithin(place, told)) return []
    const id = placeText(place)
    if (one === undefined) return [{ id, place, kind: 'added', theirs: other?.aspects }]
    if (other === undefined) return [{ id, place, kind: 'removed', ours: one.aspects }]
    return changes(one, other)
  })
}
