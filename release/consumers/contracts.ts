import type { Consumer } from '../consumer.ts'
import { run } from '../run.ts'

/** The installed program, as `npx` runs it. */
export const contracts: Consumer = {
  name: 'export-buckets-contracts verify',
  async run({ folder, env }) {
    const args = ['--no-install', 'export-buckets-contracts', 'verify']
    const report = await run(folder, 'npx', args, env)
    return report.trim().split('\n').at(-1) ?? ''
  },
}
