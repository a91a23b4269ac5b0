import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Consumer, readBucket } from '../consumer.ts'
import { run } from '../run.ts'

/** The part of what `pnpm release:pack` prints that goes into `pnpm-workspace.yaml`. */
function overridesIn(printed: string): string {
  const [overrides] = /^overrides:\n( .*\n)+/m.exec(printed) ?? []
  if (overrides === undefined) throw new Error(`no overrides in what was printed:\n${printed}`)
  return overrides
}

/** A project of pnpm with the tarball of the client alone: what that depends on comes from the tarballs beside it. */
export const pnpm: Consumer = {
  name: 'pnpm',
  async run(project) {
    const { tarballs, printed } = project.packed
    const client = tarballs.find((path) => path.includes('export-buckets-client-'))
    if (client === undefined) throw new Error(`no client in ${tarballs.join(', ')}`)
    const folder = join(project.folder, '..', 'project-of-pnpm')
    mkdirSync(folder)
    cpSync(join(project.folder, 'node-esm'), folder, { recursive: true })
    writeFileSync(join(folder, 'pnpm-workspace.yaml'), overridesIn(printed))
    await run(folder, 'pnpm', ['add', '--prefer-offline', client])
    return readBucket(await run(folder, process.execPath, ['read-bucket.js'], project.env), project)
  },
}
