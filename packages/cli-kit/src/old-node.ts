/**
 * What to say on a Node that is too old: it would end in the middle, with the error of whatever it lacks first.
 *
 * @param range - what the manifest says of Node: `>=` and a version
 */
export function unsupportedNodeMessage(version: string, range: string): string | undefined {
  const minVersion = range.replace('>=', '')
  const isUnsupported = version.localeCompare(minVersion, 'en', { numeric: true }) < 0
  return isUnsupported ? `Node ${minVersion} or newer is needed; this is ${version}` : undefined
}

/** Ends the program on a Node that is too old; see {@link unsupportedNodeMessage}. */
export function assertNodeVersion(range: string): void {
  const message = unsupportedNodeMessage(process.versions.node, range)
  if (message === undefined) return
  process.stderr.write(`error: ${message}\n`)
  process.exit(2)
}
