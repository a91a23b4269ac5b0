import { versionDateOf } from '@export-buckets/core'
import { bodySubjects } from './body.ts'
import type { Document } from './document.ts'
import { entriesOf, type JsonObject, stringsOf, valueAt } from './json-object.ts'
import { resolve } from './resolve.ts'
import type { Place, Subject } from './subject.ts'

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const

/** An operation, and where it stands. */
export interface Located {
  readonly operationId: string
  readonly method: string
  readonly path: string
  readonly item: JsonObject
  readonly operation: JsonObject
}

/** Every operation of a document. */
export function operationsOf(document: Document): Located[] {
  return entriesOf(document.root['paths']).flatMap(([path, value]) => {
    const item = resolve(document, value)
    return methods.flatMap((method) => {
      if (item[method] === undefined) return []
      const operation = resolve(document, item[method])
      const operationId = String(operation['operationId'] ?? `${method.toUpperCase()} ${path}`)
      return [{ operationId, method: method.toUpperCase(), path, item, operation }]
    })
  })
}

/** The date of a resource version's media type, else the media type. */
export function versionOf(mediaType: string): string {
  return versionDateOf(mediaType) ?? mediaType
}

/** Whether what {@link versionOf} answered is a date. */
export const isDate = (version: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(version)

const rolesKey = 'x-rolesRequirements'

/** Whether an operation says as data which role it needs: MongoDB's document does so at times, and at times in prose alone. */
export const statesRole = ({ operation }: Located): boolean => rolesKey in operation

/** Whoever writes one role may leave the array out. */
const rolesOf = (operation: JsonObject) => stringsOf([operation[rolesKey]].flat()).toSorted()

/** The path with its parameters unnamed: how they are called is not on the wire. */
export const pathForm = (path: string): string => path.replace(/\{[^}]*\}/g, '{}')

/** How the operations of a document are compared. */
export interface Context {
  readonly document: Document
  /** What the operation is called in the comparison. */
  readonly id: string
  /** Whether its roles are compared. */
  readonly roles: boolean
}

function parameters({ document, id }: Context, { item, operation }: Located): Subject[] {
  const all = [item['parameters'], operation['parameters']].flatMap((list) =>
    Array.isArray(list) ? list : [],
  )
  return all.flatMap((each): Subject[] => {
    const parameter = resolve(document, each)
    const { in: where, name } = parameter
    if (typeof where !== 'string' || typeof name !== 'string') return []
    const place: Place = {
      ...{ part: 'parameter', operationId: id, name, steps: [] },
      path: [id, where, name],
    }
    const required = parameter['required'] === true
    return bodySubjects(document, parameter['schema'] ?? {}, place, { required })
  })
}

/** What a media type says of its version besides the body. */
function versionAspects(version: string, content: unknown): Subject['aspects'] {
  const [sunset, stated] = [valueAt(content, 'x-sunset'), valueAt(content, 'x-xgen-version')]
  return {
    ...(sunset !== undefined && { sunset }),
    ...(stated !== undefined && stated !== version && { 'x-xgen-version': stated }),
  }
}

function request({ document, id }: Context, { operation }: Located): Subject[] {
  if (operation['requestBody'] === undefined) return []
  const body = resolve(document, operation['requestBody'])
  return entriesOf(body['content']).flatMap(([mediaType, content]) => {
    const version = versionOf(mediaType)
    const place: Place = {
      ...{ part: 'request', operationId: id, version, steps: [] },
      path: [id, version, 'request'],
    }
    const required = body['required'] === true
    const aspects = { required, ...versionAspects(version, content) }
    return bodySubjects(document, valueAt(content, 'schema'), place, aspects)
  })
}

function headers({ document, id }: Context, status: string, response: JsonObject): Subject[] {
  return entriesOf(response['headers']).flatMap(([written, value]) => {
    const name = written.toLowerCase()
    const header = resolve(document, value)
    const aspects = header['required'] === true ? { required: true } : {}
    const place: Place = {
      ...{ part: 'header', operationId: id, status, name, steps: [] },
      path: [id, 'status', status, 'header', name],
    }
    return bodySubjects(document, header['schema'] ?? {}, place, aspects)
  })
}

function response(context: Context, status: string, value: unknown): Subject[] {
  const { document, id } = context
  const found = resolve(document, value)
  const own: Subject = {
    place: { part: 'status', operationId: id, status, steps: [], path: [id, 'status', status] },
    aspects: {},
  }
  const bodies = entriesOf(found['content']).flatMap(([mediaType, content]) => {
    const version = versionOf(mediaType)
    const path = isDate(version)
      ? [id, version, `response ${status}`]
      : [id, 'status', status, version]
    const place: Place = { part: 'response', operationId: id, version, status, steps: [], path }
    const aspects = versionAspects(version, content)
    return bodySubjects(document, valueAt(content, 'schema'), place, aspects)
  })
  return [own, ...headers(context, status, found), ...bodies]
}

function credentialsOf({ security }: JsonObject): readonly string[] | undefined {
  if (!Array.isArray(security)) return undefined
  const names = security.map((each) => Object.keys(Object(each)).toSorted().join(' and '))
  return names.map((each) => each || 'no credentials').toSorted()
}

/** Which credentials an operation takes, where it says otherwise than its document: one of these, each of these together. */
function securityOf(operation: JsonObject, document: JsonObject): Subject['aspects'] {
  const [own, inherited] = [credentialsOf(operation), credentialsOf(document)]
  return own === undefined || String(own) === String(inherited) ? {} : { security: own }
}

/**
 * Everything that a document says of an operation.
 *
 * @throws DriftError where a reference leads nowhere, or there are too many fields
 */
export function operationSubjects(context: Context, located: Located): Subject[] {
  const { document, id, roles } = context
  const { operationId, method, path, operation } = located
  const own: Subject = {
    place: { part: 'operation', operationId: id, steps: [], path: [id] },
    aspects: {
      operationId,
      alias: operation['x-xgen-operation-id-override'],
      method,
      path: pathForm(path),
      ...(roles && { roles: rolesOf(operation) }),
      ...(operation['deprecated'] === true && { deprecated: true }),
      ...securityOf(operation, document.root),
    },
  }
  return [
    own,
    ...parameters(context, located),
    ...request(context, located),
    ...entriesOf(operation['responses']).flatMap(([status, each]) =>
      response(context, status, each),
    ),
  ]
}

/** The date of a media type of any kind: JSON, a file (`+gzip`), or one that is announced (`.upcoming+json`). */
const anyDate = /^application\/vnd\.atlas\.(\d{4}-\d{2}-\d{2})[.+]/

/** The dates that a document has a media type of, in any operation. */
export function datesOf(operations: readonly Located[]): Set<string> {
  const bodies = operations.flatMap(({ operation }) => [
    operation['requestBody'],
    ...entriesOf(operation['responses']).map(([, response]) => response),
  ])
  const mediaTypes = bodies.flatMap((body) => entriesOf(valueAt(body, 'content')))
  return new Set(mediaTypes.flatMap(([mediaType]) => anyDate.exec(mediaType)?.[1] ?? []))
}
