import type { ApiVersion, OperationId } from '@export-buckets/core'
import { parseHttpDate } from './http.ts'
import { notify } from './notify.ts'

/** Reports a response in a deprecated version. */
export interface DeprecationNotice {
  readonly operationId: OperationId
  /** The requested API date. */
  readonly version: ApiVersion
  /** When the version was replaced (RFC 9745), at midnight UTC. */
  readonly deprecated?: Date
  /** When Atlas starts to respond with 410 (RFC 8594). */
  readonly sunset?: Date
}

/** Receives deprecation notices. Its errors and rejections are ignored: a notice must not fail the call. */
export type OnDeprecation = (notice: DeprecationNotice) => void

/** Parses `@1717027200`, the seconds since the epoch of RFC 9745, or an HTTP date, which Atlas sends. */
function parseDeprecationDate(value: string | null): Date | undefined {
  if (value === null) return undefined
  return /^@\d{1,12}$/.test(value) ? new Date(Number(value.slice(1)) * 1000) : parseHttpDate(value)
}

/** Calls `onDeprecation` when a response has `Deprecation` or `Sunset`. */
export function reportDeprecation(
  onDeprecation: OnDeprecation,
  { operationId, version }: Pick<DeprecationNotice, 'operationId' | 'version'>,
  headers: Headers,
): void {
  if (!headers.has('Deprecation') && !headers.has('Sunset')) return
  const deprecated = parseDeprecationDate(headers.get('Deprecation'))
  const sunset = parseDeprecationDate(headers.get('Sunset'))
  const dates = { ...(deprecated && { deprecated }), ...(sunset && { sunset }) }
  notify(onDeprecation, { operationId, version, ...dates })
}
