import { answeringVersion, type Operation, operations } from '@export-buckets/core'
import type { Interaction } from '../matrix/pact-file.ts'
import { valueAt } from './json-object.ts'
import { isDate, versionOf } from './operation.ts'

/** What of an interaction of a pact a difference can touch. */
export interface Pinned {
  readonly description: string
  readonly operationId: string
  readonly status: number
  /** The date asked for; the media type where it is none of a version. */
  readonly asked: string
  /** The resource version that answers the date. */
  readonly answering: string | undefined
  /** The resource version that the body sent is of. */
  readonly sending: string | undefined
  readonly query: ReadonlySet<string>
  readonly headers: ReadonlySet<string>
  readonly sent: unknown
  /** The body that answers, without an envelope. */
  readonly answer: unknown
  /** Whether it also pins that the answer has no other keys. */
  readonly isClosed: boolean
}

const lower = (names: object | undefined) =>
  new Set(Object.keys(names ?? {}).map((name) => name.toLowerCase()))

function operationOf(description: string): Operation | undefined {
  return Object.values(operations).find(({ operationId }) =>
    description.startsWith(`${operationId}: `),
  )
}

/** Reads out of an interaction what a difference can touch; nothing for one of no operation that core knows. */
export function pinned({ description, request, response }: Interaction): Pinned[] {
  const operation = operationOf(description)
  if (operation === undefined) return []
  const versionIn = (header: string) => versionOf(request.headers?.[header]?.join() ?? '')
  const asked = versionIn('Accept')
  const sentAs = versionIn('Content-Type')
  // JSON without a version is of the one that Accept asks for.
  const sending = isDate(sentAs) ? sentAs : asked
  const { content } = response.body ?? {}
  // An enveloped list is no content of something: it has the status within.
  const isWrapped =
    request.query?.['envelope']?.includes('true') && valueAt(content, 'results') === undefined
  return [
    {
      description,
      operationId: operation.operationId,
      status: response.status,
      asked,
      answering: answeringVersion(operation, asked)?.version,
      sending: request.body && answeringVersion(operation, sending)?.version,
      query: new Set(Object.keys(request.query ?? {})),
      headers: lower(response.headers),
      sent: request.body?.content,
      answer: isWrapped ? Object(content).content : content,
      isClosed: JSON.stringify(response.matchingRules?.body ?? {}).includes('"match":"eachKey"'),
    },
  ]
}
