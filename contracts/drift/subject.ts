/** Of what a document says something. */
export type Part = 'date' | 'operation' | 'parameter' | 'status' | 'header' | 'request' | 'response'

/** A step into a body. */
export interface Step {
  readonly kind: 'property' | 'items' | 'variant'
  /** Of a property its name, of a variant its tag; `[]` for what an array holds. */
  readonly name: string
}

/** Where a document says something. */
export interface Place {
  readonly part: Part
  /** Atlas's id of the operation as we know it; empty for what concerns all of them. */
  readonly operationId: string
  /** The resource version, or the media type where it has none. */
  readonly version?: string
  readonly status?: string
  /** Of a parameter or header: its name. */
  readonly name?: string
  readonly steps: readonly Step[]
  /** What leads here, outermost first; told apart by it. */
  readonly path: readonly string[]
}

/** One thing that a document speaks of, and what it says. */
export interface Subject {
  readonly place: Place
  readonly aspects: Readonly<Record<string, unknown>>
}

const separatorBefore = ({ kind }: Step) => (kind === 'items' ? '' : '.')

/** The steps into a body as one text: `results[].AZURE.serviceUrl`. */
function stepsText(steps: readonly Step[]): string {
  return steps
    .map((step) => `${separatorBefore(step)}${step.name}`)
    .join('')
    .replace(/^\./, '')
}

/** A place as a text; what patterns of accepted differences match. */
export function placeText({ path, steps }: Place): string {
  return [...path.slice(0, path.length - steps.length), stepsText(steps)].filter(Boolean).join(' ')
}

/** The place a step further in. */
export function into(place: Place, step: Step): Place {
  return {
    ...place,
    steps: [...place.steps, step],
    path: [...place.path, `${step.kind} ${step.name}`],
  }
}
