/** The part of JSON Schema that `openapi.yaml` uses, as the generated `schemas.gen.ts` holds it. */
export type Schema =
  | StringSchema
  | NumberSchema
  | BooleanSchema
  | ArraySchema
  | ObjectSchema
  | UnionSchema
  | AnySchema

interface Nullable {
  /** Whether null will do too. */
  readonly nullable?: true
}

/** A text, and what it may be. */
export interface StringSchema extends Nullable {
  readonly type: 'string'
  readonly enum?: readonly string[]
  readonly format?: 'uuid'
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
}

/** A whole number, from one bound to another. */
export interface NumberSchema extends Nullable {
  readonly type: 'integer'
  readonly minimum?: number
  readonly maximum?: number
  readonly default?: number
}

interface BooleanSchema extends Nullable {
  readonly type: 'boolean'
  readonly default?: boolean
}

interface ArraySchema extends Nullable {
  readonly type: 'array'
  readonly items: Schema
}

/** An object: its properties, and which of them must be there. */
export interface ObjectSchema extends Nullable {
  readonly type: 'object'
  /** Whether the properties are only a part of those that Atlas sends, so that others are expected. */
  readonly additionalProperties?: true
  readonly required: readonly string[]
  readonly properties: Readonly<Record<string, Schema>>
}

/** One of several objects; the value of a property, the discriminator, names the one. */
export interface UnionSchema {
  readonly type?: undefined
  readonly discriminator: string
  readonly variants: Readonly<Record<string, ObjectSchema>>
}

interface AnySchema {
  readonly type?: undefined
  readonly discriminator?: undefined
}
