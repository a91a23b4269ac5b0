import { gzipSync } from 'node:zlib'
import { type BuildOptions, build } from 'esbuild'
import { runRounds, type Suite } from './suite.ts'

/** Bundles a module with everything that it imports, minified. */
export async function bundle(contents: string, options: BuildOptions): Promise<string> {
  const { outputFiles = [] } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: 'esm',
    logLevel: 'error',
    ...options,
    write: false,
  })
  return outputFiles.map(({ text }) => text).join('')
}

/** The modules that are bundled. */
const modules: Readonly<Record<string, string>> = {
  'client, both strategies':
    "export { apiKey, createClient, serviceAccount } from '@export-buckets/client'",
  'client, service account':
    "export { createClient, serviceAccount } from '@export-buckets/client'",
  'client, API key': "export { apiKey, createClient } from '@export-buckets/client'",
  'client, bare, service account':
    "export { createBareClient, serviceAccount } from '@export-buckets/client'",
  'openapi-fetch': "export { default } from 'openapi-fetch'",
  'core, ids': "export { ExportBucketId, GroupId, RoleId } from '@export-buckets/core'",
  'bson, ObjectId': "export { ObjectId } from 'bson'",
  'valibot, id':
    "import * as v from 'valibot'; export const id = v.pipe(v.string(), v.regex(/^[a-f0-9]{24}$/)); export const is = (x) => v.is(id, x)",
  'zod, id': "import * as z from 'zod'; export const id = z.string().regex(/^[a-f0-9]{24}$/)",
  'digest, client half': "export { createDigestFetch } from '@export-buckets/digest/client'",
  'digest-fetch': "export { DigestClient } from 'digest-fetch'",
  Hono: "export { Hono } from 'hono'",
  'edge over memory':
    "export { createApp } from '@export-buckets/edge'; export { memoryStore } from '@export-buckets/edge/store/memory'",
}

/** The sizes of bundles, as a browser or a Worker would load them. */
export const sizes: Suite = {
  name: 'sizes',
  about:
    'Bytes of a bundle with everything that it imports: minified by esbuild for ES2023, and compressed by gzip at level 9. Sizes do not vary, so there is one round.',
  metrics: { minified: { unit: 'B', digits: 0 }, gzip: { unit: 'B', digits: 0 } },
  comparisons: [
    { metric: 'gzip', of: 'client, both strategies', to: 'openapi-fetch' },
    { metric: 'gzip', of: 'core, ids', to: 'valibot, id' },
    { metric: 'gzip', of: 'core, ids', to: 'bson, ObjectId' },
    { metric: 'gzip', of: 'digest, client half', to: 'digest-fetch' },
    { metric: 'gzip', of: 'edge over memory', to: 'Hono' },
  ],
  run: () =>
    runRounds(modules, 1, async (module) => {
      // digest-fetch imports node-fetch for runtimes without `fetch`.
      const external = ['node:*', 'node-fetch']
      const code = await bundle(module, { target: 'es2023', platform: 'browser', external })
      return { minified: Buffer.byteLength(code), gzip: gzipSync(code, { level: 9 }).byteLength }
    }),
}
