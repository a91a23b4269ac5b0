import { join } from 'node:path'
import { type Consumer, readBucket } from '../consumer.ts'
import { entries } from '../published.ts'
import { run } from '../run.ts'

/** Its first version is the one in the `engines` of the packages. */
export const oldest: string = join(
  import.meta.dirname,
  '..',
  'node-22',
  'node_modules',
  '.bin',
  'node',
)

const programs = { 'Node 22.20': oldest, [`Node ${process.versions.node}`]: process.execPath }
const names = entries.map(({ name }) => name)
const moduleSystems = { ESM: 'node-esm', CommonJS: 'node-commonjs' }

function reading(name: string, program: string, folder: string): Consumer {
  return {
    name,
    async run(project) {
      const cwd = join(project.folder, folder)
      return readBucket(await run(cwd, program, ['read-bucket.js'], project.env), project)
    },
  }
}

function loading(name: string, program: string, folder: string): Consumer {
  return {
    name: `${name}, every entry`,
    run: (project) => run(join(project.folder, folder), program, ['load-entries.js', ...names]),
  }
}

/** The oldest Node and the newest, in both of their module systems: one call, and every entry loaded. */
export const node: readonly Consumer[] = Object.entries(programs).flatMap(([version, program]) =>
  Object.entries(moduleSystems).flatMap(([moduleSystem, folder]) => {
    const name = `${version} ${moduleSystem}`
    return [reading(name, program, folder), loading(name, program, folder)]
  }),
)
