import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const packageFolder = join(import.meta.dirname, '..')

/** Disables wrangler's requests to Cloudflare. */
export const offlineEnv: Readonly<Record<string, string>> = {
  WRANGLER_SEND_METRICS: 'false',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  WRANGLER_WRITE_LOGS: 'false',
  CI: 'true',
  NO_COLOR: '1',
}

/** Runs wrangler in this package, offline and without prompts. Returns its output. */
export async function runWrangler(...args: string[]): Promise<string> {
  const options = { cwd: packageFolder, timeout: 240_000, env: { ...process.env, ...offlineEnv } }
  const { stdout } = await promisify(execFile)(
    join(packageFolder, 'node_modules/.bin/wrangler'),
    args,
    options,
  )
  return stdout
}

/** Bundles the Worker into a folder, as `wrangler deploy` would. */
export async function bundleWorker(folder: string): Promise<void> {
  await runWrangler('deploy', '--dry-run', '--outdir', folder, '--metafile')
}
