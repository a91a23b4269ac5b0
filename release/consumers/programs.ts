import { type Consumer, readBucket } from '../consumer.ts'
import { run } from '../run.ts'

const installed = (
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
) => run(folder, 'npx', ['--no-install', ...args], env)

const client: Consumer = {
  name: 'export-buckets get',
  async run(project) {
    const { folder, env } = project
    const args = ['export-buckets', 'get', '--exportBucketId', env['EXPORT_BUCKET_ID_AWS'] ?? '']
    return readBucket(await installed(folder, args, env), project)
  },
}

const contracts: Consumer = {
  name: 'export-buckets-contracts verify',
  async run({ folder, env }) {
    const report = await installed(folder, ['export-buckets-contracts', 'verify'], env)
    return report.trim().split('\n').at(-1) ?? ''
  },
}

/** The installed programs, as `npx` runs them. */
export const programs: readonly Consumer[] = [client, contracts]
