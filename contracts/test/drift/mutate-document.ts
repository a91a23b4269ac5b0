import { apiVersions, operations, type ResourceVersion, resolveVersion } from '@export-buckets/core'
import { type OpenApiDocument, readOurDocument } from '../../src/drift/document.ts'
import type { Interaction } from '../../src/pact/pact-file.ts'

/** The keys on the way to a value of a document. */
export type DocumentPath = readonly (string | number)[]

const bucketsTemplate = '/api/atlas/v2/groups/{groupId}/backup/exportBuckets'

/** Returns the path to a named schema. */
export const schemaPath = (name: string): DocumentPath => ['components', 'schemas', name]
/** The name of the schema of a Google Cloud bucket, and the path to it. */
export const gcpBucketSchema = 'DiskBackupSnapshotGCPExportBucketResponse'
export const gcpBucketPath: DocumentPath = schemaPath(gcpBucketSchema)
/** The path to the path item of one bucket. */
export const bucketPath: DocumentPath = ['paths', `${bucketsTemplate}/{exportBucketId}`]
/** The paths to operations. */
export const listPath: DocumentPath = ['paths', bucketsTemplate, 'get']
export const createPath: DocumentPath = ['paths', bucketsTemplate, 'post']
export const getPath: DocumentPath = [...bucketPath, 'get']
export const updatePath: DocumentPath = [...bucketPath, 'patch']

/** Sets a value of a document. `undefined` removes it. */
export function setAt(root: object, path: DocumentPath, value: unknown): void {
  const lastKey = path.at(-1) ?? ''
  const parent = Object(readAt(root, path.slice(0, -1)))
  if (value === undefined && Array.isArray(parent)) parent.splice(Number(lastKey), 1)
  else if (value === undefined) Reflect.deleteProperty(parent, lastKey)
  else Reflect.set(parent, lastKey, structuredClone(value))
}

/**
 * Returns a value of a document.
 *
 * @throws Error when it does not exist
 */
export function readAt(root: object, path: DocumentPath): unknown {
  return path.reduce((value: unknown, key) => {
    const next: unknown = Reflect.get(Object(value), key)
    if (next === undefined) throw new Error(`our document has no ${key} in ${path.join(' ')}`)
    return next
  }, root)
}

/** Returns a changed copy of our document. */
export function mutateDocument(mutate: (root: object) => void): OpenApiDocument {
  const root = structuredClone(readOurDocument().root)
  mutate(root)
  return { name: 'theirs', root }
}

/** Selects interactions of the operation: by description, or with a function. */
export type InteractionFilter = RegExp | ((interaction: Interaction) => boolean)

/** No interaction. */
export const noInteraction: InteractionFilter = () => false
/** Every interaction. */
export const anyInteraction: InteractionFilter = () => true

/** A change of our document and the differences that it must cause. */
export interface DocumentMutation {
  readonly name: string
  readonly mutate: (root: object) => void
  /** Kind and id of each difference, and the affected interactions of its operation. */
  readonly expectedDifferences: readonly (readonly [string, InteractionFilter])[]
}

/** The dates and operations of an interaction, read from core's tables. */
interface InteractionVersion {
  /** The requested API date. */
  readonly requestedDate: string
  /** The resource version that serves the date. */
  readonly servedVersion: string | undefined
}

/** Returns the resource version of an operation that serves an API date. */
function findResourceVersion(operationId: string, date: string): ResourceVersion | undefined {
  const operation = Object.values(operations).find(
    (candidate) => candidate.operationId === operationId,
  )
  const apiVersion = apiVersions.find((candidate) => candidate === date)
  return operation && apiVersion && resolveVersion(operation, apiVersion)
}

/** Returns the requested date of an interaction and the resource version that serves it. */
export function readVersion({ description, request }: Interaction): InteractionVersion {
  const [operationId = ''] = description.split(':')
  const requestedDate = /\d{4}-\d{2}-\d{2}/.exec(String(request.headers?.['Accept']))?.[0] ?? ''
  return { requestedDate, servedVersion: findResourceVersion(operationId, requestedDate)?.version }
}

/** Returns the resource version of a request body. Plain JSON has the requested version. */
export function readBodyVersion({ description, request }: Interaction): string | undefined {
  const [operationId = ''] = description.split(':')
  const [type, accept] = ['Content-Type', 'Accept'].map((name) => String(request.headers?.[name]))
  const mediaType = type === 'application/json' ? accept : type
  const date = /\d{4}-\d{2}-\d{2}/.exec(mediaType ?? '')?.[0] ?? ''
  return request.body && findResourceVersion(operationId, date)?.version
}

/** Selects the interactions of a resource version, as far as a function of the version selects them. */
export type VersionFilter = (version: string) => InteractionFilter

/** Selects the cells of the version table that return a bucket of a provider in a version. */
export const returnsBucketOf =
  (provider: string, suffix: RegExp = /^/): VersionFilter =>
  (version) =>
  (interaction) =>
    new RegExp(`^\\w+: ${provider} asked for [\\d-]+ with`).test(interaction.description) &&
    suffix.test(interaction.description) &&
    readVersion(interaction).servedVersion === version

/** Returns whether a value refers to a named schema, directly or through other schemas. */
function refersTo(value: unknown, name: string, seen: Set<string> = new Set()): boolean {
  const references = JSON.stringify(value).matchAll(/"#\/components\/schemas\/(\w+)"/g)
  return [...references].some(([, reference = '']) => {
    if (reference === name) return true
    if (seen.has(reference)) return false
    seen.add(reference)
    return refersTo(readAt(readOurDocument().root, schemaPath(reference)), name, seen)
  })
}

/** Returns the resource versions of an operation whose response or request refers to a schema. */
export function versionsWithSchema(
  operation: DocumentPath,
  part: 'request' | 'response',
  name: string,
): string[] {
  const location = part === 'request' ? ['requestBody'] : ['responses', '200']
  const content = readAt(readOurDocument().root, [...operation, ...location, 'content'])
  return Object.values(Object(content))
    .filter((mediaType) => refersTo(mediaType, name))
    .map((mediaType) => String(Object(mediaType)['x-xgen-version']))
}

/**
 * Returns the differences of a change of a bucket schema, in each operation and resource version whose response refers to
 * the schema.
 */
export function responseDifferences(
  kind: string,
  schema: string,
  location: string,
  filter: VersionFilter,
): readonly (readonly [string, InteractionFilter])[] {
  const prefixes = [
    ['listGroupBackupExportBuckets', listPath, 'results[].'],
    ['createGroupBackupExportBucket', createPath, ''],
    ['getGroupBackupExportBucket', getPath, ''],
    ['updateGroupBackupExportBucket', updatePath, ''],
  ] as const
  return prefixes.flatMap(([operationId, path, prefix]) =>
    versionsWithSchema(path, 'response', schema).map((version) => {
      const separator = location.startsWith(' ') ? prefix.replace(/\.$/, '') : prefix
      return [
        `${kind} ${operationId} ${version} response 200 ${separator}${location}`.replace(
          / {2,}/g,
          ' ',
        ),
        filter(version),
      ] as const
    }),
  )
}

/** Returns the differences of a change of a request schema, in each resource version that refers to the schema. */
export function requestDifferences(
  kind: string,
  schema: string,
  location: string,
  filter: VersionFilter,
): readonly (readonly [string, InteractionFilter])[] {
  return versionsWithSchema(createPath, 'request', schema).map(
    (version) =>
      [
        `${kind} createGroupBackupExportBucket ${version} request ${location}`,
        filter(version),
      ] as const,
  )
}
