import { isDeepStrictEqual } from 'node:util'
import { type Feature, formatLocation, type Location } from './feature.ts'

/** Something that MongoDB's document states differently from ours. */
export interface DocumentDifference {
  /** The location and aspect as one text, which patterns match. */
  readonly id: string
  readonly location: Location
  /** Seen from our document: `removed` is missing in MongoDB's. */
  readonly kind: 'added' | 'removed' | 'changed'
  /** The keyword that differs, such as `maxLength`. Absent when everything was added or removed. */
  readonly aspect?: string
  readonly ours?: unknown
  readonly theirs?: unknown
}

const toKey = (path: readonly string[]) => JSON.stringify(path)

/** Aspects whose difference makes the fields below incomparable. */
const structuralAspects = ['type', 'variants', 'recursive']

function compareAspects(ours: Feature, theirs: Feature): DocumentDifference[] {
  const aspects = new Set([...Object.keys(ours.aspects), ...Object.keys(theirs.aspects)])
  return [...aspects].toSorted().flatMap((aspect): DocumentDifference[] => {
    const [ourValue, theirValue] = [ours.aspects[aspect], theirs.aspects[aspect]]
    if (isDeepStrictEqual(ourValue, theirValue)) return []
    // A schema with variants has no type of its own.
    if (aspect === 'type' && ours.aspects['variants'] !== theirs.aspects['variants']) return []
    const { location } = ours
    return [
      {
        ...{ id: `${formatLocation(location)} ${aspect}`, location, kind: 'changed', aspect },
        ...(ourValue !== undefined && { ours: ourValue }),
        ...(theirValue !== undefined && { theirs: theirValue }),
      },
    ]
  })
}

/** Compares the features of an operation. Reports an added or removed subtree once, not its children. */
export function compare(
  ours: readonly Feature[],
  theirs: readonly Feature[],
): DocumentDifference[] {
  const indexByKey = (features: readonly Feature[]) =>
    new Map(features.map((feature) => [toKey(feature.location.path), feature]))
  const [ourFeatures, theirFeatures] = [indexByKey(ours), indexByKey(theirs)]
  const keys = [...new Set([...ourFeatures.keys(), ...theirFeatures.keys()])]
  const pairs = keys.map((key) => ({
    key,
    ourFeature: ourFeatures.get(key),
    theirFeature: theirFeatures.get(key),
  }))
  const replacedKeys = new Set(
    pairs.flatMap(({ key, ourFeature, theirFeature }) => {
      const hasSameStructure = structuralAspects.every((aspect) =>
        isDeepStrictEqual(ourFeature?.aspects[aspect], theirFeature?.aspects[aspect]),
      )
      return ourFeature !== undefined && theirFeature !== undefined && hasSameStructure ? [] : [key]
    }),
  )
  const isBelowReplaced = ({ path }: Location) =>
    replacedKeys.size > 0 &&
    path.some((_, length) => replacedKeys.has(toKey(path.slice(0, length))))
  return pairs.flatMap(({ ourFeature, theirFeature }): DocumentDifference[] => {
    const location = (ourFeature ?? theirFeature)?.location
    if (location === undefined || isBelowReplaced(location)) return []
    const id = formatLocation(location)
    if (ourFeature === undefined)
      return [{ id, location, kind: 'added', theirs: theirFeature?.aspects }]
    if (theirFeature === undefined)
      return [{ id, location, kind: 'removed', ours: ourFeature.aspects }]
    return compareAspects(ourFeature, theirFeature)
  })
}
