import { type OpenApiDocument, readOurDocument } from '../../src/drift/document.ts'
import type { Interaction } from '../../src/pact/pact-file.ts'

/** The keys that lead to something in a document. */
export type DocumentPath = readonly (string | number)[]

const bucketsTemplate = '/api/atlas/v2/groups/{groupId}/backup/exportBuckets'

/** What leads to the schema of a name. */
export const schemaPath = (name: string): DocumentPath => ['components', 'schemas', name]
/** What leads to the path of one bucket. */
export const bucketPath: DocumentPath = ['paths', `${bucketsTemplate}/{exportBucketId}`]
/** What leads to an operation. */
export const listPath: DocumentPath = ['paths', bucketsTemplate, 'get']
export const createPath: DocumentPath = ['paths', bucketsTemplate, 'post']
export const getPath: DocumentPath = [...bucketPath, 'get']
export const updatePath: DocumentPath = [...bucketPath, 'patch']

/** Puts a value into a document, in the place of what is there, or takes that away. */
export function setAt(root: object, path: DocumentPath, value: unknown): void {
  const lastKey = path.at(-1) ?? ''
  const parent = Object(readAt(root, path.slice(0, -1)))
  if (value === undefined && Array.isArray(parent)) parent.splice(Number(lastKey), 1)
  else if (value === undefined) Reflect.deleteProperty(parent, lastKey)
  else Reflect.set(parent, lastKey, structuredClone(value))
}

/** What stands in a document. */
export function readAt(root: object, path: DocumentPath): unknown {
  return path.reduce((value: unknown, key) => {
    const next: unknown = Reflect.get(Object(value), key)
    if (next === undefined) throw new Error(`our document has no ${key} in ${path.join(' ')}`)
    return next
  }, root)
}

/** Our document, changed. */
export function mutateDocument(mutate: (root: object) => void): OpenApiDocument {
  const root = structuredClone(readOurDocument().root)
  mutate(root)
  return { name: 'theirs', root }
}

/** Interactions of the operation in question: those whose description matches, or that are found so. */
export type InteractionFilter = RegExp | ((interaction: Interaction) => boolean)

/** No interaction. */
export const noInteraction: InteractionFilter = () => false
/** Every interaction. */
export const anyInteraction: InteractionFilter = () => true

/** A change of our document, and what is to be told of it. */
export interface DocumentMutation {
  readonly name: string
  readonly mutate: (root: object) => void
  /** Kind and id of each difference, and which interactions of its operation it touches. */
  readonly expectedDifferences: readonly (readonly [string, InteractionFilter])[]
}

/** What is told of a change in the answers that are of several providers: the same of three operations. */
export function responseDifferences(
  kind: string,
  location: string,
  filter: InteractionFilter,
): readonly (readonly [string, InteractionFilter])[] {
  return [
    [`${kind} listGroupBackupExportBuckets 2024-05-30 response 200 results[].${location}`, filter],
    [`${kind} createGroupBackupExportBucket 2024-05-30 response 200 ${location}`, filter],
    [`${kind} getGroupBackupExportBucket 2024-05-30 response 200 ${location}`, filter],
  ]
}
