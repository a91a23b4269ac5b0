import { operations, responseSchema, supportedProviders } from '@export-buckets/core'
import { valueAt } from '../lib/json.ts'
import type { BodyResponse, Cell } from '../matrix/cell.ts'
import { examplePathParameters } from '../matrix/ids.ts'
import type { Interaction } from '../pact/pact-file.ts'
import {
  eachLike,
  existingBody,
  integerMatching,
  type ListElement,
  type PactBody,
  regex,
} from './existing-body.ts'
import { existingParameters, findElementId, listsElement } from './existing-resources.ts'
import type { ExistingResources } from './options.ts'

/** Returns the interaction with the ids and names of the existing resources. */
function replaceIds(
  cell: Cell,
  interaction: Interaction,
  existing: ExistingResources,
): Interaction {
  const examples: Readonly<Record<string, string>> = examplePathParameters(cell.cloudProvider)
  const parameters = Object.entries(existingParameters(cell, existing)).filter(
    ([name]) => name !== 'cloudProvider',
  )
  const values = new Map(parameters.map(([name, value]) => [examples[name], value]))
  // Names and ids are letters, digits and hyphens, so they can be replaced anywhere in JSON, even in JSON within a string.
  // All at once: the id of an existing resource may be the example of another parameter, which must not be replaced again.
  const pattern = new RegExp([...values.keys()].join('|'), 'g')
  return JSON.parse(JSON.stringify(interaction).replace(pattern, (id) => values.get(id) ?? id))
}

/** Returns the resource that a response must contain, or `undefined` when the cell expects none. */
function expectedElement(cell: Cell, existing: ExistingResources): ListElement | undefined {
  const id = findElementId(cell)
  const value = id && existingParameters(cell, existing)[id.parameter]
  return id && value !== undefined ? { field: id.field, value } : undefined
}

/** Returns the resource to which the list of a cell is reduced, or `undefined` when its response is no list. */
export function listedElement(cell: Cell, existing: ExistingResources): ListElement | undefined {
  return listsElement(cell) ? expectedElement(cell, existing) : undefined
}

const isEnveloped = ({ call }: Cell) => call.query?.['envelope'] === 'true'

/** Returns the expected body of a list that is empty in the pact: any resources of providers that the version knows. */
function anyKnownProviders({ operationId }: Cell, { version }: BodyResponse): PactBody {
  const providerNames = supportedProviders(operationId, version.version)
  return {
    content: { results: [{ cloudProvider: providerNames[0] }], totalCount: 0 },
    rules: {
      '$.results': eachLike,
      '$.results[*].cloudProvider': regex(`^(${providerNames.join('|')})$`),
      '$.totalCount': integerMatching('^[0-9]+$'),
    },
  }
}

/** Returns the body that the response of a cell must match when its resources are existing ones, in any state. */
function toExistingBody(cell: Cell, response: BodyResponse, existing: ExistingResources): PactBody {
  const { operationId, call } = cell
  const { example, version, pins } = response
  const { results } = example.body
  if (Array.isArray(results) && results.length === 0) return anyKnownProviders(cell, response)
  const schema = responseSchema(operationId, version.version)
  if (schema === undefined) throw new Error(`${operationId} has no response body`)
  const { totalCount, ...rest } = example.body
  const hasCount = call.query?.['includeCount'] !== 'false' && totalCount !== undefined
  const body = hasCount ? { ...rest, totalCount } : rest
  const hasContent = isEnveloped(cell) && results === undefined
  const { content, rules } = existingBody(schema, body, hasContent ? '$.content' : '$', {
    pins,
    element: expectedElement(cell, existing),
  })
  if (!isEnveloped(cell)) return { content, rules }
  const { successStatus: status } = operations[operationId]
  return { content: hasContent ? { content, status } : { ...Object(content), status }, rules }
}

/** Returns the interaction of a cell, adapted to the resources of a provider. */
export function retargetToExisting(
  cell: Cell,
  pactInteraction: Interaction,
  existing: ExistingResources,
): Interaction {
  const interaction = replaceIds(cell, pactInteraction, existing)
  const { expectedResponse } = cell
  if (expectedResponse.kind !== 'body') return interaction
  const { response } = interaction
  const { content, rules: body } = toExistingBody(cell, expectedResponse, existing)
  return {
    ...interaction,
    response: {
      ...response,
      body: { ...response.body, content },
      matchingRules: { ...response.matchingRules, body },
    },
  }
}

function tryParseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}

/**
 * Returns a page with only one element, whose id may be in either case, and any other body unchanged. A project may have more
 * resources than the list of the pact, and Pact only explains differences of lists of equal length.
 */
export function keepOnlyElement(body: Buffer, { field, value }: ListElement): Buffer {
  const page = Object(tryParseJson(body))
  const { results }: { results?: unknown } = page
  if (!Array.isArray(results)) return body
  const matchingElements = results.filter(
    (element) => String(valueAt(element, field)).toLowerCase() === value.toLowerCase(),
  )
  return Buffer.from(JSON.stringify({ ...page, results: matchingElements }))
}
