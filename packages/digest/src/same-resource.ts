/**
 * Whether two request-targets name one resource, however they are written: clients sign what they send, runtimes hand on
 * what `URL` makes of it. RFC 7616 §3.4.6 asks for the resource, not for its spelling.
 *
 * @internal
 */
export function isSameResource(uri: string, other: string): boolean {
  if (uri === other) return true
  // Whatever comes after the slash cannot be a part of the host.
  const [one, two] = [uri, other].map((path) => URL.parse(`http://host${path}`)?.href)
  return uri.startsWith('/') && one === two
}
