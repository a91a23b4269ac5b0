import { join } from 'node:path'
import { type Consumer, readBucket } from '../consumer.ts'
import { run } from '../run.ts'

/** Runs an installed program without `npx`, which takes longer to start than the program. */
const installed = (
  folder: string,
  [name = '', ...args]: readonly string[],
  env: Readonly<Record<string, string>>,
) => run(folder, join(folder, 'node_modules', '.bin', name), args, env)

const client: Consumer = {
  name: 'export-buckets get',
  async run(project) {
    const { folder, env } = project
    const args = ['export-buckets', 'get', '--exportBucketId', env['EXPORT_BUCKET_ID_AWS'] ?? '']
    return readBucket(await run(folder, 'npx', ['--no-install', ...args], env), project)
  },
}

const contracts: Consumer = {
  name: 'export-buckets-contracts verify',
  async run({ folder, env }) {
    const report = await installed(folder, ['export-buckets-contracts', 'verify'], env)
    const summary = report.split('\n').find((line) => /\b[1-9]\d* passed\b/.test(line))
    if (summary === undefined) throw new Error(`nothing passed:\n${report}`)
    return summary
  },
}

/** The program that serves what all the others read, here as the one that keeps credentials. */
const edge: Consumer = {
  name: 'export-buckets-edge credentials add',
  async run({ folder, env }) {
    const grant = ['--project', env['MONGODB_ATLAS_PROJECT_ID'] ?? '', '--role', 'GROUP_READ_ONLY']
    const own = { ...env, DATABASE_URL: `file:${join(folder, 'edge.db')}` }
    const edge = (...args: string[]) => installed(folder, ['export-buckets-edge', ...args], own)
    await edge('migrate')
    await edge('credentials', 'add', 'service-account', ...grant, '--output', 'edge.env')
    return (await edge('credentials', 'list')).trim().split('\n').at(-1) ?? ''
  },
}

/** The installed programs, one of them as `npx` runs it. */
export const programs: readonly Consumer[] = [client, contracts, edge]
