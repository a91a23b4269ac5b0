import {
  type ApiVersion,
  type Issue,
  type Operation,
  parseVersionDate,
  responseDrift,
} from '@export-buckets/core'
import { tryParseJson } from '../lib/try-parse-json.ts'
import { InvalidUpstreamResponseError } from './errors.ts'

/** A success of Atlas, as it came. */
export interface UpstreamResponse {
  readonly status: number
  /** The body's text, JSON of the version that was asked for; empty where there is none. */
  readonly text: string
  /** What tells it from the pinned shape; empty where nothing does. */
  readonly drift: readonly string[]
}

/** The fields that are wrong, and how; never their values, which may be anything. */
function formatDrift(issues: readonly Issue[]): string[] {
  return issues.map(({ path, message }) => {
    const expected = message.replace(/, got .*$/s, '')
    return [path.join('.'), expected].filter(Boolean).join(': ')
  })
}

function parseJsonObject(text: string): object | undefined {
  const value = tryParseJson(text)
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
}

/**
 * Reads a success of Atlas: which of it can be passed on, and how it differs from what is pinned.
 *
 * @throws UnusableAnswerError when it is no JSON of the version that was asked for
 */
export function parseUpstreamResponse(
  { operationId, successStatus }: Operation,
  version: ApiVersion,
  { status, headers }: Response,
  text: string,
): UpstreamResponse {
  const statusDrift =
    status === successStatus ? [] : [`status: expected ${successStatus}, got ${status}`]
  if (successStatus === 204 && text === '') return { status, text, drift: statusDrift }
  const [mediaType = ''] = (headers.get('Content-Type') ?? '').split(';', 1)
  if (parseVersionDate(mediaType.trim().toLowerCase()) !== version) {
    throw new InvalidUpstreamResponseError(`its Content-Type is not of version ${version}`)
  }
  const body = parseJsonObject(text)
  if (body === undefined) throw new InvalidUpstreamResponseError('its body is no JSON object')
  const drift = [...statusDrift, ...formatDrift(responseDrift(operationId, version, body))]
  return { status, text, drift }
}
