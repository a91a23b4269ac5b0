/** The client id and secret of a service account. */
export interface ClientCredentials {
  readonly clientId: string
  readonly clientSecret: string
}

/** Decodes a form-encoded client id or secret (RFC 6749 §2.3.1). Returns `undefined` for malformed escapes. */
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
 * Parses an `Authorization: Basic …` header (RFC 7617).
 *
 * @returns the possible credentials: the unencoded ones, then the form-decoded ones if they differ. Empty when the header is
 * absent, malformed or of another scheme
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
