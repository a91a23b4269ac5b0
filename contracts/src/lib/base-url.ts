import { type Flag, UsageError } from '@export-buckets/cli-kit/arguments'
import { type BaseUrlOptions, parseBaseUrl } from '@export-buckets/client'

export const allowHttpFlag: Flag = {
  name: 'allow-http',
  description: 'send credentials over plain http to a host that is not loopback',
}

/**
 * Parses a base URL that credentials may be sent to.
 *
 * @throws UsageError when it is not such a URL
 */
export function parseBaseUrlOption(
  text: string,
  options: Omit<BaseUrlOptions, 'allowHttpHint'>,
): string {
  try {
    return parseBaseUrl(text, { ...options, allowHttpHint: `--${allowHttpFlag.name}` })
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message)
    throw error
  }
}
