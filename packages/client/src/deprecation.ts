import type { ApiVersion, OperationId } from '@export-buckets/core'
import { parseHttpDate } from './http-date.ts'

/** An operation was answered in a version that will end. */
export interface DeprecationNotice {
  readonly operationId: OperationId
  /** The date that was asked for. */
  readonly version: ApiVersion
  /** When the version was replaced (RFC 9745), at midnight UTC. */
  readonly deprecated?: Date
  /** From when it is answered with 410 (RFC 8594). */
  readonly sunset?: Date
}

/** Hears of deprecated versions. What it throws or rejects with is dropped: a notice must not cost the answer. */
export type OnDeprecation = (notice: DeprecationNotice) => void

/** RFC 9745 has seconds since the epoch, `@1717027200`; Atlas sends an HTTP date. */
function parseDeprecationDate(value: string | null): Date | undefined {
  if (value === null) return undefined
  return /^@\d{1,12}$/.test(value) ? new Date(Number(value.slice(1)) * 1000) : parseHttpDate(value)
}

/** Tells `onDeprecation` where an answer carries `Deprecation` or `Sunset`. */
export function reportDeprecation(
  onDeprecation: OnDeprecation,
  { operationId, version }: Pick<DeprecationNotice, 'operationId' | 'version'>,
  headers: Headers,
): void {
  if (!headers.has('Deprecation') && !headers.has('Sunset')) return
  const deprecated = parseDeprecationDate(headers.get('Deprecation'))
  const sunset = parseDeprecationDate(headers.get('Sunset'))
  const dates = { ...(deprecated && { deprecated }), ...(sunset && { sunset }) }
  const notice = { operationId, version, ...dates }
  new Promise<void>((resolve) => resolve(onDeprecation(notice))).catch(() => undefined)
}
