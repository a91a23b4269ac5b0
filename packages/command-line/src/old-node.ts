/**
 * What to say on a Node that is too old: it would end in the middle, with the error of whatever it lacks first.
 *
 * @param range - what the manifest says of Node: `>=` and a version
 */
export function oldNode(version: string, range: string): string | undefined {
  const oldest = range.replace('>=', '')
  const isOld = version.localeCompare(oldest, 'en', { numeric: true }) < 0
  return isOld ? `Node ${oldest} or newer is needed; this is ${version}` : undefined
}

/** Ends the program on a Node that is too old; see {@link oldNode}. */
export function refuseOldNode(range: string): void {
  const problem = oldNode(process.versions.node, range)
  if (problem === undefined) return
  process.stderr.write(`error: ${problem}\n`)
  process.exit(2)
}
