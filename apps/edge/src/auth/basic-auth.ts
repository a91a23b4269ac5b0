/** A service account's name and secret. */
export interface ClientCredentials {
  readonly clientId: string
  readonly clientSecret: string
}

/** RFC 6749, section 2.3.1 form-encodes both halves; Atlas takes them as they are. */
function decodeFormComponent(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return undefined
  }
}

function decodeBase64(text: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/**
 * Reads an `Authorization: Basic …` header (RFC 7617).
 *
 * @returns what the header may mean: the credentials as they are, then form-decoded where that differs; nothing where
 * the header is absent, of another scheme or malformed
 */
export function parseBasicCredentials(header: string | undefined): ClientCredentials[] {
  const [, encoded] = /^basic +([A-Za-z0-9+/]+=*)$/i.exec(header ?? '') ?? []
  const [, id, secret] = /^([^:]*):(.*)$/s.exec(decodeBase64(encoded ?? '') ?? '') ?? []
  if (id === undefined || secret === undefined) return []
  const unencoded = { clientId: id, clientSecret: secret }
  const [clientId, clientSecret] = [decodeFormComponent(id), decodeFormComponent(secret)]
  if (clientId === undefined || clientSecret === undefined) return [unencoded]
  const isFormEncoded = clientId !== id || clientSecret !== secret
  return isFormEncoded ? [unencoded, { clientId, clientSecret }] : [unencoded]
}
