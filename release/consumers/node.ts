import { join } from 'node:path'
import { type Consumer, readBucket } from '../consumer.ts'
import { run } from '../run.ts'

function reading(name: string, folder: string, file: string): Consumer {
  return {
    name,
    async run(project) {
      const cwd = join(project.folder, folder)
      return readBucket(await run(cwd, process.execPath, [file], project.env), project)
    },
  }
}

function loading(name: string, folder: string, file: string): Consumer {
  return {
    name,
    run: ({ folder: project, entries }) =>
      run(join(project, folder), process.execPath, [file, ...entries]),
  }
}

/** Node, in both of its module systems: one call, and every entry loaded. */
export const node: readonly Consumer[] = [
  reading('Node ESM', 'node-esm', 'read-bucket.js'),
  loading('Node ESM, every entry', 'node-esm', 'load-entries.js'),
  reading('Node CommonJS', 'node-commonjs', 'read-bucket.js'),
  loading('Node CommonJS, every entry', 'node-commonjs', 'load-entries.js'),
]
