import { resolveVersion } from '@export-buckets/core'
import { valueAt } from '../lib/json.ts'
import { findOperation, type Interaction } from '../pact/pact-file.ts'
import { isDate, toVersion } from './operation.ts'

/** The parts of an interaction that a difference can affect. */
export interface InteractionSummary {
  readonly description: string
  readonly operationId: string
  readonly status: number
  /** The requested API date, or the media type when it has no date. */
  readonly requestedVersion: string
  /** The resource version that serves the requested date. */
  readonly responseVersion: string | undefined
  /** The resource version of the request body. */
  readonly requestVersion: string | undefined
  readonly query: ReadonlySet<string>
  readonly headers: ReadonlySet<string>
  readonly requestBody: unknown
  /** The response body, without its envelope. */
  readonly responseBody: unknown
  /** Whether it also pins that the response has no other keys. */
  readonly isClosed: boolean
}

const lowerCaseNames = (names: object | undefined) =>
  new Set(Object.keys(names ?? {}).map((name) => name.toLowerCase()))

/** Returns the summary of an interaction, or an empty array when core does not know its operation. */
export function summarizeInteraction(interaction: Interaction): InteractionSummary[] {
  const operation = findOperation(interaction)
  if (operation === undefined) return []
  const { description, request, response } = interaction
  const readVersion = (header: string) => toVersion(request.headers?.[header]?.join() ?? '')
  const requestedVersion = readVersion('Accept')
  const contentTypeVersion = readVersion('Content-Type')
  // A JSON body whose media type names no version is read in the version of `Accept`.
  const bodyVersion = isDate(contentTypeVersion) ? contentTypeVersion : requestedVersion
  const { content } = response.body ?? {}
  // An enveloped list has no `content`: its `status` is beside `results`.
  const isEnveloped =
    request.query?.['envelope']?.includes('true') && valueAt(content, 'results') === undefined
  return [
    {
      description,
      operationId: operation.operationId,
      status: response.status,
      requestedVersion,
      responseVersion: resolveVersion(operation, requestedVersion)?.version,
      requestVersion: request.body && resolveVersion(operation, bodyVersion)?.version,
      query: new Set(Object.keys(request.query ?? {})),
      headers: lowerCaseNames(response.headers),
      requestBody: request.body?.content,
      responseBody: isEnveloped ? Object(content).content : content,
      isClosed: JSON.stringify(response.matchingRules?.body ?? {}).includes('"match":"eachKey"'),
    },
  ]
}
