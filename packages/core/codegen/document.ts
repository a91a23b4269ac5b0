import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OpenAPI3, OperationObject, ReferenceObject, SchemaObject } from 'openapi-typescript'
import { parse } from 'yaml'

/** core's folder: this package lives in it. */
export const coreFolder: string = join(import.meta.dirname, '..')

/** Reads an OpenAPI document as it stands in the file, references and all. */
export function readDocument(file: string = join(coreFolder, 'openapi.yaml')): OpenAPI3 {
  return parse(readFileSync(file, 'utf8'))
}

/** The name at the end of `#/components/<kind>/<name>`. */
export function refName({ $ref }: ReferenceObject): string {
  const name = $ref.split('/').pop()
  if (!name) throw new Error(`openapi.yaml: a $ref without a name: ${$ref}`)
  return name
}

export function isReference(value: unknown): value is ReferenceObject {
  return typeof value === 'object' && value !== null && '$ref' in value
}

/** The schema of that name under `components.schemas`. */
export function getSchema(document: OpenAPI3, name: string): SchemaObject {
  const schema = document.components?.schemas?.[name]
  if (schema === undefined || isReference(schema)) {
    throw new Error(
      `openapi.yaml: components.schemas.${name} is not there or is a reference itself`,
    )
  }
  return schema
}

/** What a document says of a body in one media type. */
export interface MediaType {
  'x-xgen-version'?: string
  'x-sunset'?: string
  schema?: unknown
}

/** The media types of a body that are described in their place. */
export function getContent(
  content: Record<string, MediaType | ReferenceObject> = {},
): [string, MediaType][] {
  return Object.entries(content).flatMap(([name, mediaType]): [string, MediaType][] =>
    isReference(mediaType) ? [] : [[name, mediaType]],
  )
}

/** Those of the body that an operation takes. */
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

/** Every operation of the document, in its order. */
export function listOperations(document: OpenAPI3): OperationEntry[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = isReference(item) ? undefined : item[method]
      if (operation === undefined || isReference(operation)) return []
      return [{ path, method: method.toUpperCase() as Uppercase<typeof method>, operation }]
    }),
  )
}
