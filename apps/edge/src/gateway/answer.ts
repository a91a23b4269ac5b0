import {
  type ApiVersion,
  answerDrift,
  type Issue,
  type Operation,
  versionDateOf,
} from '@export-buckets/core'
import { UnusableAnswerError } from './failures.ts'
import { parsedJson } from './parsed-json.ts'

/** A success of Atlas, as it came. */
export interface UpstreamAnswer {
  readonly status: number
  /** The body's text, JSON of the version that was asked for; empty where there is none. */
  readonly text: string
  /** What tells it from the pinned shape; empty where nothing does. */
  readonly drift: readonly string[]
}

/** The fields that are wrong, and how; never their values, which may be anything. */
function shownDrift(issues: readonly Issue[]): string[] {
  return issues.map(({ path, message }) => {
    const expected = message.replace(/, got .*$/s, '')
    return [path.join('.'), expected].filter(Boolean).join(': ')
  })
}

function jsonObject(text: string): object | undefined {
  const value = parsedJson(text)
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
}

/**
 * Reads a success of Atlas: which of it can be passed on, and how it differs from what is pinned.
 *
 * @throws UnusableAnswerError when it is no JSON of the version that was asked for
 */
export function readAnswer(
  { operationId, successStatus }: Operation,
  version: ApiVersion,
  { status, headers }: Response,
  text: string,
): UpstreamAnswer {
  const unexpected =
    status === successStatus ? [] : [`status: expected ${successStatus}, got ${status}`]
  if (successStatus === 204 && text === '') return { status, text, drift: unexpected }
  const [mediaType = ''] = (headers.get('Content-Type') ?? '').split(';', 1)
  if (versionDateOf(mediaType.trim().toLowerCase()) !== version) {
    throw new UnusableAnswerError(`its Content-Type is not of version ${version}`)
  }
  const body = jsonObject(text)
  if (body === undefined) throw new UnusableAnswerError('its body is no JSON object')
  const drift = [...unexpected, ...shownDrift(answerDrift(operationId, version, body))]
  return { status, text, drift }
}
