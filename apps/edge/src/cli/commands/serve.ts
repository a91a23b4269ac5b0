import { serverEnvVars } from '../../runtimes/server/env-vars.ts'
import type { Command } from '../command.ts'

export const serve: Command = {
  name: 'serve',
  about:
    'Serves export buckets, by the environment; what the program does where no command is named.',
  flags: [],
  variables: serverEnvVars,
  examples: ['PORT=8080 export-buckets-edge serve'],
  async run() {
    const { runOnNode } = await import('../../runtimes/server/node-server.ts')
    await runOnNode()
  },
}
