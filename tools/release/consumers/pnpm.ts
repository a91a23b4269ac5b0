import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Consumer, verifyBucket } from '../consumer.ts'
import { run } from '../run.ts'

/** Returns the lines for `pnpm-workspace.yaml` in the output of `pnpm release:pack`. */
function parseOverrides(printed: string): string {
  const [overrides] = /^overrides:\n( .*\n)+/m.exec(printed) ?? []
  if (overrides === undefined) throw new Error(`expected overrides in the output, got:\n${printed}`)
  return overrides
}

/** A project of pnpm that installs the tarball of the client. Overrides name the tarballs of its dependencies. */
export const pnpm: Consumer = {
  name: 'pnpm',
  async run(project) {
    const { tarballs, printed } = project.packed
    const client = tarballs.find((path) => path.includes('export-buckets-client-'))
    if (client === undefined) throw new Error(`no client in ${tarballs.join(', ')}`)
    const folder = join(project.folder, '..', 'project-of-pnpm')
    mkdirSync(folder)
    cpSync(join(project.folder, 'node-esm'), folder, { recursive: true })
    writeFileSync(join(folder, 'pnpm-workspace.yaml'), parseOverrides(printed))
    await run(folder, 'pnpm', ['add', '--prefer-offline', client])
    return verifyBucket(
      await run(folder, process.execPath, ['read-bucket.js'], project.env),
      project,
    )
  },
}
