import {
  type ApiVersion,
  type Issue,
  type Operation,
  parseVersionDate,
  responseDrift,
} from '@export-buckets/core'
import { tryParseStrictJson } from '../lib/strict-json.ts'
import { InvalidUpstreamResponseError } from './errors.ts'

/** A successful response of Atlas. */
export interface UpstreamResponse {
  readonly status: number
  /** The body, JSON in the requested version. Empty without a body. */
  readonly text: string
  /** The differences from the schema of the version. */
  readonly drift: readonly string[]
}

/** Returns the fields and violations, but never values, which may be confidential. */
function formatDrift(issues: readonly Issue[]): string[] {
  return issues.map(({ path, message }) => {
    const expected = message.replace(/, got .*$/s, '')
    return [path.join('.'), expected].filter(Boolean).join(': ')
  })
}

function parseJsonObject(text: string): object | undefined {
  const value = tryParseStrictJson(text)
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
}

/**
 * Parses a successful response of Atlas, and compares it with the schema of the version.
 *
 * @throws InvalidUpstreamResponseError when the body is not JSON in the requested version
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
    throw new InvalidUpstreamResponseError(`the Content-Type is not of version ${version}`)
  }
  const body = parseJsonObject(text)
  if (body === undefined) throw new InvalidUpstreamResponseError('the body is not a JSON object')
  const drift = [...statusDrift, ...formatDrift(responseDrift(operationId, version, body))]
  return { status, text, drift }
}
