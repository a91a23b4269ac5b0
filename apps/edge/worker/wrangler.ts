import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const edge = join(import.meta.dirname, '..')

/** Without it wrangler calls home. */
export const offline: Readonly<Record<string, string>> = {
  WRANGLER_SEND_METRICS: 'false',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  WRANGLER_WRITE_LOGS: 'false',
  CI: 'true',
  NO_COLOR: '1',
}

/** Runs wrangler in this package, offline and without anybody to ask. */
export async function wrangler(...args: string[]): Promise<string> {
  const options = { cwd: edge, timeout: 60_000, env: { ...process.env, ...offline } }
  const { stdout } = await promisify(execFile)(
    join(edge, 'node_modules/.bin/wrangler'),
    args,
    options,
  )
  return stdout
}

/** Bundles the Worker into a folder, as `wrangler deploy` would. */
export async function bundleWorker(folder: string): Promise<void> {
  await wrangler('deploy', '--dry-run', '--outdir', folder, '--metafile')
}
