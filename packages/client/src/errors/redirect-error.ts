import { redact } from '../redact.ts'

/** The answer was a redirect. None is ever followed, since the credentials would go along. */
export class RedirectError extends Error {
  override readonly name = 'RedirectError'
  /** A stable code to decide on. */
  readonly code = 'REDIRECT'
  /** The HTTP status, 0 on runtimes that hide it. */
  readonly status: number
  /** Where it points: the origin alone. `undefined` without a valid `Location`. */
  readonly targetOrigin: string | undefined

  /** @param secrets - what nothing here may repeat. Default: none */
  constructor(
    { method, url }: Pick<Request, 'method' | 'url'>,
    { status, headers }: Response,
    secrets: readonly string[] = [],
  ) {
    const location = headers.get('Location')
    const targetOrigin =
      location !== null && URL.canParse(location, url)
        ? redact(new URL(location, url).origin, secrets)
        : undefined
    const { origin, pathname } = new URL(url)
    super(
      `${method} ${origin}${pathname}: ${status}, a redirect to ${targetOrigin ?? 'nowhere'}, not followed. Check baseUrl`,
    )
    this.status = status
    this.targetOrigin = targetOrigin
  }
}
