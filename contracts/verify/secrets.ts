import type { Send } from './senders.ts'

/** Shorter texts are no secrets, and would be struck out all over a report. */
const shortest = 8

/**
 * Keeps what has been sent as credentials, so that it can be struck out where the provider repeats it.
 */
export class Secrets {
  readonly #sent = new Set<string>()

  /** Sends, and remembers the credentials of each request. */
  watch(send: Send): Send {
    return (request) => {
      const authorization = request.headers.get('Authorization') ?? ''
      const [scheme = '', ...rest] = authorization.split(' ')
      // A Digest says nothing that could be used again.
      if (scheme !== 'Digest') this.#sent.add(rest.join(' '))
      return send(request)
    }
  }

  /** A value without the secrets in its texts. */
  strike<T>(value: T): T {
    let text = JSON.stringify(value)
    for (const secret of this.#sent) {
      if (secret.length >= shortest)
        text = text.replaceAll(JSON.stringify(secret).slice(1, -1), '***')
    }
    return JSON.parse(text)
  }
}
