import { revokedToken } from '../matrix/cell.ts'
import type { Send } from './options.ts'

/** The minimum length of a secret. Redacting shorter texts would damage the report. */
const minSecretLength = 8

/** Returns the secrets of an `Authorization` header. */
function parseSecrets(authorization: string): string[] {
  const [scheme = '', ...rest] = authorization.split(' ')
  const credentials = rest.join(' ')
  // A Digest cannot be reused, and the placeholder of the pact is not secret.
  if (scheme === 'Digest' || credentials === revokedToken) return []
  if (scheme !== 'Basic') return [credentials]
  const pair = Buffer.from(credentials, 'base64').toString()
  return [credentials, pair.slice(pair.indexOf(':') + 1)]
}

const escapeJson = (text: string) => JSON.stringify(text).slice(1, -1)

/**
 * Returns the forms of a secret in JSON, in JSON within JSON (a body in a report), and one level deeper (a value of
 * that body).
 */
function toJsonForms(secret: string): string[] {
  const once = escapeJson(secret)
  const twice = escapeJson(once)
  return [escapeJson(twice), twice, once]
}

/** Collects the given and sent credentials, and redacts them wherever the provider repeats them. */
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

  /** Returns a value with the secrets in its texts redacted. */
  redact<T>(value: T): T {
    let text = JSON.stringify(value)
    for (const secret of this.#secrets) {
      if (secret.length < minSecretLength) continue
      for (const form of toJsonForms(secret)) text = text.replaceAll(form, '***')
    }
    return JSON.parse(text)
  }
}
