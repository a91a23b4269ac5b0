import { type Operation, operations, resolveVersion } from '@export-buckets/core'
import { valueAt } from '../lib/json.ts'
import type { Interaction } from '../pact/pact-file.ts'
import { isDate, toVersion } from './operation.ts'

/** What of an interaction of a pact a difference can touch. */
export interface InteractionSummary {
  readonly description: string
  readonly operationId: string
  readonly status: number
  /** The date asked for; the media type where it is none of a version. */
  readonly requestedVersion: string
  /** The resource version that answers the date. */
  readonly responseVersion: string | undefined
  /** The resource version that the body sent is of. */
  readonly requestVersion: string | undefined
  readonly query: ReadonlySet<string>
  readonly headers: ReadonlySet<string>
  readonly requestBody: unknown
  /** The body that answers, without an envelope. */
  readonly responseBody: unknown
  /** Whether it also pins that the answer has no other keys. */
  readonly isClosed: boolean
}

const lowerCaseNames = (names: object | undefined) =>
  new Set(Object.keys(names ?? {}).map((name) => name.toLowerCase()))

function findOperation(description: string): Operation | undefined {
  return Object.values(operations).find(({ operationId }) =>
    description.startsWith(`${operationId}: `),
  )
}

/** Reads out of an interaction what a difference can touch; nothing for one of no operation that core knows. */
export function summarizeInteraction({
  description,
  request,
  response,
}: Interaction): InteractionSummary[] {
  const operation = findOperation(description)
  if (operation === undefined) return []
  const readVersion = (header: string) => toVersion(request.headers?.[header]?.join() ?? '')
  const requestedVersion = readVersion('Accept')
  const contentTypeVersion = readVersion('Content-Type')
  // JSON without a version is of the one that Accept asks for.
  const bodyVersion = isDate(contentTypeVersion) ? contentTypeVersion : requestedVersion
  const { content } = response.body ?? {}
  // An enveloped list is no content of something: it has the status within.
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
