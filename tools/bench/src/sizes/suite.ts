import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { inRounds } from '../rounds.ts'
import type { Suite } from '../suite.ts'
import { bundles } from './bundles.ts'

/** Minifies code with everything that it imports. */
async function bundle(contents: string): Promise<Uint8Array> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname, loader: 'js' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2023',
    platform: 'browser',
    // One package has a way for runtimes without fetch, which no browser takes.
    external: ['node:*', 'node-fetch'],
    logLevel: 'error',
  })
  const [file] = outputFiles
  if (file === undefined) throw new Error(`esbuild made nothing of ${contents}`)
  return file.contents
}

/** Bundles, as a browser or a Worker would load them. */
export const sizes: Suite = {
  name: 'sizes',
  about:
    'Bytes of a bundle with everything that it imports: minified by esbuild for ES2023, and gzip at level 9 of that. Sizes do not vary, so one round is enough.',
  metrics: [
    { name: 'minified', unit: 'B', digits: 0 },
    { name: 'gzip', unit: 'B', digits: 0 },
  ],
  comparisons: [
    { metric: 'gzip', series: 'client, all that its README shows', against: 'openapi-fetch alone' },
    { metric: 'gzip', series: 'core, ids alone', against: 'valibot, one id' },
    { metric: 'gzip', series: 'core, ids alone', against: 'bson, ObjectId alone' },
    { metric: 'gzip', series: 'digest, client half', against: 'digest-fetch' },
    { metric: 'gzip', series: 'edge, over memory', against: 'Hono alone' },
  ],
  run: () => {
    const all = Object.entries(bundles).map(([name, contents]) => ({ name, contents }))
    return inRounds(all, 1, async ({ contents }) => {
      const code = await bundle(contents)
      return { minified: code.byteLength, gzip: gzipSync(code, { level: 9 }).byteLength }
    })
  },
}
