import { hash } from 'node:crypto'
import { caller } from '../fixture.ts'

const md5 = (text: string) => hash('md5', text)

const ncBegin = ', nc='
const responseBegin = ', response="'

/** The text of a quoted parameter of a challenge. */
function parameter(challenge: string, name: string): string {
  const [, value] = new RegExp(`${name}="([^"]*)"`).exec(challenge) ?? []
  if (value === undefined) throw new Error(`the challenge has no ${name}: ${challenge}`)
  return value
}

/** Signs one request after the other. */
export interface DigestSigner {
  /** The `Authorization` value of the next request. */
  sign(): string
  /** Signs anew, in its place, a request that is written with a value of `sign`. */
  resign(request: Buffer): void
}

/**
 * Signs GET after GET of one path with a nonce fetched for it, nonce counts rising (RFC 7616, section 3.4). Not the
 * client of this repository, so that the server's work is measured with one that is not ours.
 */
export async function digestSigner(origin: string, path: string): Promise<DigestSigner> {
  const refusal = await fetch(origin + path)
  await refusal.arrayBuffer()
  const challenge = refusal.headers.get('WWW-Authenticate') ?? ''
  const [realm, nonce] = [parameter(challenge, 'realm'), parameter(challenge, 'nonce')]
  const ha1 = md5(`${caller.publicKey}:${realm}:${caller.privateKey}`)
  const ha2 = md5(`GET:${path}`)
  const cnonce = 'bench'
  let count = 0
  function next() {
    count += 1
    const nc = count.toString(16).padStart(8, '0')
    return { nc, response: md5(`${ha1}:${nonce}:${nc}:${cnonce}:auth:${ha2}`) }
  }
  return {
    sign() {
      const { nc, response } = next()
      return `Digest username="${caller.publicKey}", realm="${realm}", nonce="${nonce}", uri="${path}", algorithm=MD5, qop=auth, nc=${nc}, cnonce="${cnonce}", response="${response}"`
    },
    resign(request) {
      const { nc, response } = next()
      request.write(nc, request.indexOf(ncBegin) + ncBegin.length, 'latin1')
      request.write(response, request.indexOf(responseBegin) + responseBegin.length, 'latin1')
    },
  }
}
