/** The kind of a feature. */
export type FeatureKind =
  | 'date'
  | 'operation'
  | 'parameter'
  | 'status'
  | 'header'
  | 'request'
  | 'response'

/** A step into a body. */
export interface SchemaStep {
  readonly kind: 'property' | 'items' | 'variant'
  /** The name of a property, the tag of a variant, `[]` for the items of an array, or `*` for any other key. */
  readonly name: string
}

/** A location in a document. */
export interface Location {
  readonly featureKind: FeatureKind
  /** The operation id in our document. Empty for the whole document. */
  readonly operationId: string
  /** The resource version, or the media type when it has no version. */
  readonly version?: string
  readonly status?: string
  /** The name of a parameter or header. */
  readonly name?: string
  readonly steps: readonly SchemaStep[]
  /** The steps from the root, outermost first. They identify the location. */
  readonly path: readonly string[]
}

/**
 * One thing that a document describes, with the aspects that it states. The features of an operation are its
 * canonical form. Documents with the same meaning have the same features, whatever their version of OpenAPI, their
 * `$ref`s and their `allOf`s.
 */
export interface Feature {
  readonly location: Location
  readonly aspects: Readonly<Record<string, unknown>>
}

/** Creates the location of an operation, or of a parameter, header or body of it. */
export const createLocation = (
  featureKind: FeatureKind,
  path: readonly string[],
  details: Partial<Location> = {},
): Location => ({ featureKind, operationId: path[0] ?? '', steps: [], path, ...details })

/** Returns the steps into a body as text: `results[].AZURE.serviceUrl`. */
function formatSteps(steps: readonly SchemaStep[]): string {
  const texts = steps.map(({ kind, name }) => `${kind === 'items' ? '' : '.'}${name}`)
  return texts.join('').replace(/^\./, '')
}

/** Returns a location as text. Patterns of accepted differences match it. */
export function formatLocation({ path, steps }: Location): string {
  return [...path.slice(0, path.length - steps.length), formatSteps(steps)]
    .filter(Boolean)
    .join(' ')
}
