import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** Whether an answer of this status may have a body (RFC 9110, section 6.4.1). */
export function isContentful(status: number): status is ContentfulStatusCode {
  return status >= 200 && status <= 599 && ![204, 205, 304].includes(status)
}
