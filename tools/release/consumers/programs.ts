import { join } from 'node:path'
import { type Consumer, verifyBucket } from '../consumer.ts'
import { run } from '../run.ts'

/** Runs an installed program without `npx`, which takes longer to start than the program. */
const runInstalled = (
  folder: string,
  [name = '', ...args]: readonly string[],
  env: Readonly<Record<string, string>>,
) => run(folder, join(folder, 'node_modules', '.bin', name), args, env)

const client: Consumer = {
  name: 'export-buckets get',
  async run(project) {
    const { folder, env } = project
    const args = ['export-buckets', 'get', '--exportBucketId', env['EXPORT_BUCKET_ID_AWS'] ?? '']
    return verifyBucket(await run(folder, 'npx', ['--no-install', ...args], env), project)
  },
}

const contracts: Consumer = {
  name: 'export-buckets-contracts verify',
  async run({ folder, env }) {
    const report = await runInstalled(folder, ['export-buckets-contracts', 'verify'], env)
    const summary = report.split('\n').find((line) => /\b[1-9]\d* passed\b/.test(line))
    if (summary === undefined) throw new Error(`expected passed cells, got:\n${report}`)
    return summary
  },
}

/** The program of the server, which here adds credentials to a database. */
const edge: Consumer = {
  name: 'export-buckets-edge credentials add',
  async run({ folder, env }) {
    const grant = ['--project', env['MONGODB_ATLAS_PROJECT_ID'] ?? '', '--role', 'GROUP_READ_ONLY']
    const databaseEnv = { ...env, DATABASE_URL: `file:${join(folder, 'edge.db')}` }
    const runEdge = (...args: string[]) =>
      runInstalled(folder, ['export-buckets-edge', ...args], databaseEnv)
    await runEdge('migrate')
    await runEdge('credentials', 'add', 'service-account', ...grant, '--output', 'edge.env')
    return (await runEdge('credentials', 'list')).trim().split('\n').at(-1) ?? ''
  },
}

/** The installed programs. The first one runs through `npx`. */
export const programs: readonly Consumer[] = [client, contracts, edge]
