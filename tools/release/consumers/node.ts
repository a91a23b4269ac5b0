import { join } from 'node:path'
import { type Consumer, verifyBucket } from '../consumer.ts'
import { entries } from '../published.ts'
import { run } from '../run.ts'

/** The oldest Node that `engines` of the packages allows. */
export const oldestNode: string = join(
  import.meta.dirname,
  '..',
  'node-22',
  'node_modules',
  '.bin',
  'node',
)

const nodePaths = { 'Node 22.20': oldestNode, [`Node ${process.versions.node}`]: process.execPath }
const entryNames = entries.map(({ name }) => name)
/** The folders of `fixtures`, by module system. */
const moduleSystems = { ESM: 'node-esm', CommonJS: 'node-commonjs' }

function createBucketReader(name: string, nodePath: string, folder: string): Consumer {
  return {
    name,
    async run(project) {
      const cwd = join(project.folder, folder)
      return verifyBucket(await run(cwd, nodePath, ['read-bucket.js'], project.env), project)
    },
  }
}

function createEntryLoader(name: string, nodePath: string, folder: string): Consumer {
  return {
    name: `${name}, every entry`,
    run: (project) =>
      run(join(project.folder, folder), nodePath, ['load-entries.js', ...entryNames]),
  }
}

/** The oldest and the newest Node, each with ESM and CommonJS. One consumer reads a bucket, another loads every entry. */
export const node: readonly Consumer[] = Object.entries(nodePaths).flatMap(([version, nodePath]) =>
  Object.entries(moduleSystems).flatMap(([moduleSystem, folder]) => {
    const name = `${version} ${moduleSystem}`
    return [createBucketReader(name, nodePath, folder), createEntryLoader(name, nodePath, folder)]
  }),
)
