import { type BaseUrlOptions, parseBaseUrl } from '@export-buckets/client'
import { UsageError } from '@export-buckets/command-line/usage-error'

/**
 * A base URL that credentials may be sent to, by the flag or variable that it is given by.
 *
 * @throws UsageError where it is none
 */
export function checkedBaseUrl(text: string, options: Omit<BaseUrlOptions, 'remedy'>): string {
  try {
    return parseBaseUrl(text, { ...options, remedy: '--allow-http' })
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message)
    throw error
  }
}
