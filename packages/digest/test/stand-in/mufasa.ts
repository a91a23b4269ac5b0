import { createHash } from 'node:crypto'

/** The user of RFC 7616 §3.9, in the realm of Atlas. */
export const mufasa = { username: 'Mufasa', password: 'Circle of Life' } as const
export const realm = 'MMS Public API'

const hashes = { MD5: 'md5', 'SHA-256': 'sha256' } as const

/** What credentials say, before they are written into a header. */
export interface Signed {
  readonly username: string
  readonly realm: string
  readonly password: string
  readonly method: string
  readonly uri: string
  readonly nonce: string
  readonly nc: string
  readonly cnonce: string
  readonly algorithm: string
}

/** RFC 7616 §3.4.1 to §3.4.3 by node:crypto alone, so that our own hashing is not its own witness. */
export function responseOf(signed: Signed): string {
  const hashName = signed.algorithm.startsWith('SHA-256') ? 'SHA-256' : 'MD5'
  const hash = (...parts: readonly string[]) =>
    createHash(hashes[hashName]).update(parts.join(':'), 'utf8').digest('hex')
  const { username, realm, password, method, uri, nonce, nc, cnonce } = signed
  const stored = hash(username, realm, password)
  const key = signed.algorithm.endsWith('-sess') ? hash(stored, nonce, cnonce) : stored
  return hash(key, nonce, nc, cnonce, 'auth', hash(method, uri))
}

/** An `Authorization` value as another client would write it; `parameters` replace or take away. */
export function authorizationOf(
  signed: Partial<Signed> & Pick<Signed, 'nonce'>,
  parameters: Readonly<Record<string, string | undefined>> = {},
): string {
  const whole: Signed = {
    ...mufasa,
    realm,
    method: 'GET',
    uri: '/api/atlas/v2?pretty=true',
    nc: '00000001',
    cnonce: '0a4f113b',
    algorithm: 'MD5',
    ...signed,
  }
  const written = {
    username: `"${whole.username}"`,
    realm: `"${whole.realm}"`,
    nonce: `"${whole.nonce}"`,
    uri: `"${whole.uri}"`,
    algorithm: whole.algorithm,
    qop: 'auth',
    nc: whole.nc,
    cnonce: `"${whole.cnonce}"`,
    response: `"${responseOf(whole)}"`,
    ...parameters,
  }
  const list = Object.entries(written).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${value}`],
  )
  return `Digest ${list.join(', ')}`
}

/** The parameters of a header, quotes taken off, read by a pattern of its own. */
export function parametersOf(header: string | null | undefined): Record<string, string> {
  const pairs = [...(header ?? '').matchAll(/([\w*-]+)=(?:"((?:[^"\\]|\\.)*)"|([^",\s]+))/g)]
  return Object.fromEntries(
    pairs.map(([, name = '', quoted, token = '']) => [name, quoted ?? token]),
  )
}
