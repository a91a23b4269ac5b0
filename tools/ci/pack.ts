import { execFileSync } from 'node:child_process'
import { isAbsolute, join } from 'node:path'

/**
 * Packs a built package into a folder, as it would be published.
 *
 * @returns the path of the tarball
 */
export function pack(packageFolder: string, folder: string): string {
  // Skips `prepack`: turbo has built the package, and a second build would delete files that other tasks read.
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]
  const printed = execFileSync('pnpm', args, {
    cwd: packageFolder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const { filename } = JSON.parse(printed)
  return isAbsolute(filename) ? filename : join(folder, filename)
}
