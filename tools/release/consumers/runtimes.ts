import { join } from 'node:path'
import { type Consumer, verifyBucket } from '../consumer.ts'
import { run, toolPath } from '../run.ts'

const denoFlags = [
  '--node-modules-dir=manual',
  '--no-remote',
  '--allow-net=127.0.0.1',
  '--allow-read',
  '--allow-env',
]

const deno: Consumer = {
  name: 'Deno',
  async run(project) {
    const args = ['run', ...denoFlags, 'deno/read-bucket.ts']
    return verifyBucket(await run(project.folder, toolPath('deno'), args, project.env), project)
  },
}

const bun: Consumer = {
  name: 'Bun',
  async run(project) {
    const folder = join(project.folder, 'bun')
    const printed = await run(folder, toolPath('bun'), ['run', 'read-bucket.ts'], project.env)
    return verifyBucket(printed, project)
  },
}

/** The runtimes other than Node. */
export const runtimes: readonly Consumer[] = [deno, bun]
