import type { OpenAPI3 } from 'openapi-typescript'
import { isReference } from './document.ts'

/** Generates the bodies of `components.examples`, by name. */
export function generateExamples({ components }: OpenAPI3): string {
  const bodies = Object.entries(components?.examples ?? {}).flatMap(([name, example]) =>
    isReference(example) ? [] : [[name, example.value] as const],
  )
  return `/** The bodies of the examples in the OpenAPI document, by name. */
export const examples = ${JSON.stringify(Object.fromEntries(bodies), null, 2)} as const`
}
