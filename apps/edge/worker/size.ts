/** Bundles the Worker as for a deployment, prints its size by module group, and fails above the limit. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { bundleWorker } from './wrangler.ts'

/** The maximum size in bytes, compressed with gzip. */
export const maxGzipBytes = 96_000

interface Metafile {
  readonly outputs: Readonly<Record<string, { inputs: Record<string, { bytesInOutput: number }> }>>
}

/** Returns the package of a module, or its folder in this package. */
function moduleGroup(module: string): string {
  const [dependency] = /(?<=node_modules\/)(@[^/]+\/)?[^/]+(?!.*node_modules)/.exec(module) ?? []
  const [workspace] = /(?<=packages\/)[^/]+/.exec(module) ?? []
  return dependency ?? workspace ?? module.split('/').slice(0, -1).join('/')
}

/** Returns the size of the Worker in bytes: compressed, and uncompressed by module group in descending order. */
export async function workerSize(
  folder: string,
): Promise<{ gzip: number; groups: [string, number][] }> {
  await bundleWorker(folder)
  const metafile: Metafile = JSON.parse(readFileSync(join(folder, 'bundle-meta.json'), 'utf8'))
  const groups = new Map<string, number>()
  for (const { inputs } of Object.values(metafile.outputs)) {
    for (const [module, { bytesInOutput }] of Object.entries(inputs)) {
      const group = moduleGroup(module)
      groups.set(group, (groups.get(group) ?? 0) + bytesInOutput)
    }
  }
  const gzip = gzipSync(readFileSync(join(folder, 'cloudflare.js')), { level: 9 }).length
  return { gzip, groups: [...groups].toSorted(([, a], [, b]) => b - a) }
}

if (import.meta.main) {
  const { gzip, groups } = await workerSize(join(import.meta.dirname, '..', 'dist', 'worker'))
  for (const [group, bytes] of groups) console.log(`${String(bytes).padStart(7)}  ${group}`)
  console.log(`${gzip} bytes compressed by gzip, of ${maxGzipBytes}`)
  process.exitCode = gzip <= maxGzipBytes ? 0 : 1
}
