import { parseHttpDate } from './http-date.ts'

/**
 * The seconds that `Retry-After` asks to wait, given as such or as a date (RFC 9110, section 10.2.3): 0 for a date that
 * has passed, `undefined` where the header is missing or malformed.
 */
export function parseRetryAfter(headers: Headers): number | undefined {
  const value = headers.get('Retry-After')?.trim() ?? ''
  if (/^\d+$/.test(value)) return Number(value)
  const date = parseHttpDate(value)
  return date && Math.max(0, Math.ceil((date.getTime() - Date.now()) / 1000))
}
