import manifest from '../../package.json' with { type: 'json' }

const oldest = manifest.engines.node.replace('>=', '')

/** What to say on a Node that is too old: it would end in the middle, with the error of whatever it lacks first. */
export function oldNode(version: string): string | undefined {
  const isOld = version.localeCompare(oldest, 'en', { numeric: true }) < 0
  return isOld ? `Node ${oldest} or newer is needed; this is ${version}` : undefined
}
