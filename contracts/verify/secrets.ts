import type { Send } from './senders.ts'

/** Shorter texts are no secrets, and would be struck out all over a report. */
const shortest = 8

/** What is secret of the value of an `Authorization` header. */
function secretsIn(authorization: string): string[] {
  const [scheme = '', ...rest] = authorization.split(' ')
  const sent = rest.join(' ')
  // A Digest says nothing that could be used again.
  if (scheme === 'Digest') return []
  if (scheme !== 'Basic') return [sent]
  const pair = Buffer.from(sent, 'base64').toString()
  return [sent, pair.slice(pair.indexOf(':') + 1)]
}

/** Keeps credentials, those known before and those that have been sent, so that they can be struck out where the provider repeats them. */
export class Secrets {
  readonly #kept: Set<string>

  constructor(known: readonly string[] = []) {
    this.#kept = new Set(known)
  }

  /** Sends, and remembers the credentials of each request. */
  watch(send: Send): Send {
    return (request) => {
      const authorization = request.headers.get('Authorization') ?? ''
      for (const secret of secretsIn(authorization)) this.#kept.add(secret)
      return send(request)
    }
  }

  /** A value without the secrets in its texts. */
  strike<T>(value: T): T {
    let text = JSON.stringify(value)
    for (const secret of this.#kept) {
      if (secret.length >= shortest)
        text = text.replaceAll(JSON.stringify(secret).slice(1, -1), '***')
    }
    return JSON.parse(text)
  }
}
