import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OpenAPI3, OperationObject, ReferenceObject, SchemaObject } from 'openapi-typescript'
import { parse } from 'yaml'

/** The folder of `@export-buckets/core`, which contains this package. */
export const coreFolder: string = join(import.meta.dirname, '..')

/** Reads an OpenAPI document without resolving its references. */
export function readDocument(file: string = join(coreFolder, 'openapi.yaml')): OpenAPI3 {
  return parse(readFileSync(file, 'utf8'))
}

/** Returns the name at the end of `#/components/<kind>/<name>`. */
export function refName({ $ref }: ReferenceObject): string {
  const name = $ref.split('/').pop()
  if (!name) throw new Error(`openapi.yaml: a $ref without a name: ${$ref}`)
  return name
}

export function isReference(value: unknown): value is ReferenceObject {
  return typeof value === 'object' && value !== null && '$ref' in value
}

/**
 * Returns a schema of `components.schemas`.
 *
 * @throws Error when it is missing or a reference
 */
export function getSchema(document: OpenAPI3, name: string): SchemaObject {
  const schema = document.components?.schemas?.[name]
  if (schema === undefined || isReference(schema)) {
    throw new Error(`openapi.yaml: components.schemas.${name} is missing or is a reference itself`)
  }
  return schema
}

/** A media type object, with Atlas's extensions. */
export interface MediaType {
  'x-xgen-version'?: string
  'x-sunset'?: string
  schema?: unknown
  examples?: Record<string, unknown>
}

/** Returns the media types of a body, except references. */
export function getContent(
  content: Record<string, MediaType | ReferenceObject> = {},
): [string, MediaType][] {
  return Object.entries(content).flatMap(([name, mediaType]): [string, MediaType][] =>
    isReference(mediaType) ? [] : [[name, mediaType]],
  )
}

/** Returns the media types of an operation's request body. */
export function getRequestContent({ requestBody }: OperationObject): [string, MediaType][] {
  return requestBody === undefined || isReference(requestBody)
    ? []
    : getContent(requestBody.content)
}

const methods = ['get', 'post', 'patch', 'delete'] as const

export interface OperationEntry {
  path: string
  method: Uppercase<(typeof methods)[number]>
  operation: OperationObject
}

/** Lists every operation, in the order of the document. */
export function listOperations(document: OpenAPI3): OperationEntry[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = isReference(item) ? undefined : item[method]
      if (operation === undefined || isReference(operation)) return []
      return [{ path, method: method.toUpperCase() as Uppercase<typeof method>, operation }]
    }),
  )
}
