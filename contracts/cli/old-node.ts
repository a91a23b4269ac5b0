import manifest from '../package.json' with { type: 'json' }

const [major = 0, minor = 0] = manifest.engines.node.match(/\d+/g)?.map(Number) ?? []

/** What to say on a Node that is too old: it would end in the middle, with the error of whatever it lacks first. */
export function oldNode(version: string): string | undefined {
  const [ownMajor = 0, ownMinor = 0] = version.split('.').map(Number)
  const isOld = ownMajor < major || (ownMajor === major && ownMinor < minor)
  return isOld ? `Node ${major}.${minor} or newer is needed; this is ${version}` : undefined
}
