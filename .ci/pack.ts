import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Packs a package as it would be published into a new folder below `folder`; answers the tarball's path. */
export function pack(packageFolder: string, folder: string): string {
  const own = mkdtempSync(join(folder, 'pack-'))
  execFileSync('pnpm', ['pack', '--pack-destination', own], {
    cwd: packageFolder,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const tarball = readdirSync(own).find((name) => name.endsWith('.tgz'))
  if (tarball === undefined) throw new Error(`pnpm pack left no tarball in ${own}`)
  return join(own, tarball)
}
