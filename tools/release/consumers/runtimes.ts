import { join } from 'node:path'
import { type Consumer, readBucket } from '../consumer.ts'
import { run, tool } from '../run.ts'

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
    return readBucket(await run(project.folder, tool('deno'), args, project.env), project)
  },
}

const bun: Consumer = {
  name: 'Bun',
  async run(project) {
    const folder = join(project.folder, 'bun')
    const printed = await run(folder, tool('bun'), ['run', 'read-bucket.ts'], project.env)
    return readBucket(printed, project)
  },
}

export const runtimes: readonly Consumer[] = [deno, bun]
