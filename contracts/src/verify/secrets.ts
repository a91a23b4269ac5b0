import { revokedToken } from '../matrix/placeholder-credentials.ts'
import type { Send } from './senders.ts'

/** Shorter texts are no secrets, and would be struck out all over a report. */
const MIN_LENGTH = 8

/** Returns what is secret of the value of an `Authorization` header. */
function parseSecrets(authorization: string): string[] {
  const [scheme = '', ...rest] = authorization.split(' ')
  const credentials = rest.join(' ')
  // A Digest says nothing that could be used again, nor does the placeholder of the pact.
  if (scheme === 'Digest' || credentials === revokedToken) return []
  if (scheme !== 'Basic') return [credentials]
  const pair = Buffer.from(credentials, 'base64').toString()
  return [credentials, pair.slice(pair.indexOf(':') + 1)]
}

const escapeJson = (text: string) => JSON.stringify(text).slice(1, -1)

/** Returns a secret as it stands in JSON, in JSON within JSON (a body in a report), and once more (a value of that body). */
function toJsonForms(secret: string): string[] {
  const once = escapeJson(secret)
  const twice = escapeJson(once)
  return [escapeJson(twice), twice, once]
}

/** Collects credentials, those given and those sent, and redacts them where the provider repeats them. */
export class Secrets {
  readonly #secrets: Set<string>

  constructor(initialSecrets: readonly string[] = []) {
    this.#secrets = new Set(initialSecrets)
  }

  /** Returns a sender that collects the credentials of each request. */
  watch(send: Send): Send {
    return (request) => {
      const authorization = request.headers.get('Authorization') ?? ''
      for (const secret of parseSecrets(authorization)) this.#secrets.add(secret)
      return send(request)
    }
  }

  /** Returns a value without the secrets in its texts. */
  redact<T>(value: T): T {
    let text = JSON.stringify(value)
    for (const secret of this.#secrets) {
      if (secret.length < MIN_LENGTH) continue
      for (const form of toJsonForms(secret)) text = text.replaceAll(form, '***')
    }
    return JSON.parse(text)
  }
}
