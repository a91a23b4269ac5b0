import { build } from 'tsdown'

/** Bundles a Worker with all that it imports. @param entry - the path of its module */
export async function bundleWorker(entry: string): Promise<string> {
  const { bundles } = await build({
    config: false,
    entry: { worker: entry },
    platform: 'browser',
    dts: false,
    deps: { alwaysBundle: [/./] },
    logLevel: 'warn',
    clean: false,
    write: false,
  })
  const [chunk] = bundles.flatMap(({ chunks }) => chunks)
  if (chunk?.type !== 'chunk') throw new Error(`${entry}: the bundler wrote no script`)
  return chunk.code
}
