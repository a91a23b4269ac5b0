/** The subset of JSON Schema that `openapi.yaml` uses, in the form that `schemas.gen.ts` has. */
export type Schema =
  | StringSchema
  | NumberSchema
  | BooleanSchema
  | ArraySchema
  | ObjectSchema
  | UnionSchema
  | AnySchema

interface Nullable {
  /** Whether null is valid too. */
  readonly nullable?: true
}

/** The schema of a string. */
export interface StringSchema extends Nullable {
  readonly type: 'string'
  readonly enum?: readonly string[]
  readonly format?: 'uuid'
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
}

/** The schema of an integer. */
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

/** The schema of an object. */
export interface ObjectSchema extends Nullable {
  readonly type: 'object'
  /** Whether Atlas sends more properties than the schema names, so that unknown ones are expected. */
  readonly additionalProperties?: true
  readonly required: readonly string[]
  readonly properties: Readonly<Record<string, Schema>>
}

/** The schema of a union of objects. The value of the discriminator property selects the variant. */
export interface UnionSchema {
  readonly type?: undefined
  readonly discriminator: string
  readonly variants: Readonly<Record<string, ObjectSchema>>
}

interface AnySchema {
  readonly type?: undefined
  readonly discriminator?: undefined
}
