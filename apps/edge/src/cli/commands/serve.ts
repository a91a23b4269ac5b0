import { serverEnvVars } from '../../runtimes/server/env-vars.ts'
import type { Command } from '../command.ts'

export const serve: Command = {
  name: 'serve',
  about: 'Starts the server with the settings of the environment. This is the default command.',
  flags: [],
  variables: serverEnvVars,
  examples: ['PORT=8080 export-buckets-edge serve'],
  async run() {
    const { runOnNode } = await import('../../runtimes/server/node-server.ts')
    await runOnNode()
  },
}
