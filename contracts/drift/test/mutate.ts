import type { Interaction } from '../../matrix/pact-file.ts'
import { type Document, ourDocument } from '../document.ts'

/** The keys that lead to something in a document. */
export type Keys = readonly (string | number)[]

const buckets = '/api/atlas/v2/groups/{groupId}/backup/exportBuckets'

/** What leads to the schema of a name. */
export const schema = (name: string): Keys => ['components', 'schemas', name]
/** What leads to the path of one bucket. */
export const bucketPath: Keys = ['paths', `${buckets}/{exportBucketId}`]
/** What leads to an operation. */
export const list: Keys = ['paths', buckets, 'get']
export const create: Keys = ['paths', buckets, 'post']
export const get: Keys = [...bucketPath, 'get']
export const update: Keys = [...bucketPath, 'patch']

/** Puts a value into a document, in the place of what is there, or takes that away. */
export function put(root: object, keys: Keys, value: unknown): void {
  const last = keys.at(-1) ?? ''
  const holder = Object(take(root, keys.slice(0, -1)))
  if (value === undefined && Array.isArray(holder)) holder.splice(Number(last), 1)
  else if (value === undefined) Reflect.deleteProperty(holder, last)
  else Reflect.set(holder, last, structuredClone(value))
}

/** What stands in a document. */
export function take(root: object, keys: Keys): unknown {
  return keys.reduce((each: unknown, key) => {
    const next: unknown = Reflect.get(Object(each), key)
    if (next === undefined) throw new Error(`our document has no ${key} in ${keys.join(' ')}`)
    return next
  }, root)
}

/** Our document, changed. */
export function mutated(mutate: (root: object) => void): Document {
  const root = structuredClone(ourDocument().root)
  mutate(root)
  return { name: 'theirs', root }
}

/** Interactions of the operation in question: those whose description matches, or that are found so. */
export type Touches = RegExp | ((interaction: Interaction) => boolean)

/** No interaction. */
export const nothing: Touches = () => false
/** Every interaction. */
export const all: Touches = () => true

/** A change of our document, and what is to be told of it. */
export interface Mutation {
  readonly name: string
  readonly mutate: (root: object) => void
  /** Kind and id of each difference, and which interactions of its operation it touches. */
  readonly told: readonly (readonly [string, Touches])[]
}

/** What is told of a change in the answers that are of several providers: the same of three operations. */
export function ofAnswers(
  kind: string,
  rest: string,
  touches: Touches,
): readonly (readonly [string, Touches])[] {
  return [
    [`${kind} listGroupBackupExportBuckets 2024-05-30 response 200 results[].${rest}`, touches],
    [`${kind} createGroupBackupExportBucket 2024-05-30 response 200 ${rest}`, touches],
    [`${kind} getGroupBackupExportBucket 2024-05-30 response 200 ${rest}`, touches],
  ]
}
