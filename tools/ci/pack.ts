import { execFileSync } from 'node:child_process'
import { isAbsolute, join } from 'node:path'

/** Packs a package, which is built, as it would be published into a folder. @returns the path of the tarball */
export function pack(packageFolder: string, folder: string): string {
  // Without `prepack`: turbo has built the package, and a second build removes what others read meanwhile.
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]
  const printed = execFileSync('pnpm', args, {
    cwd: packageFolder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const { filename } = JSON.parse(printed)
  return isAbsolute(filename) ? filename : join(folder, filename)
}
