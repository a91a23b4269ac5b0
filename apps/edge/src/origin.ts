/**
 * The origin that a text names: the scheme, host and port of a web server.
 *
 * @param name - what the text is given by, for the error, which does not repeat the text: a password may be in it
 * @throws TypeError when the text says more than an origin, or is none
 */
export function originIn(name: string, text: string): string {
  const { origin = '', href } = URL.parse(text) ?? {}
  if (/^https?:/.test(origin) && href === `${origin}/`) return origin
  throw new TypeError(`${name}: expected http(s)://HOST[:PORT], without path, query and user`)
}
