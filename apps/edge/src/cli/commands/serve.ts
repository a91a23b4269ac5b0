import { serverVariables } from '../../entry/variables.ts'
import type { Command } from '../command.ts'

export const serve: Command = {
  name: 'serve',
  about:
    'Serves export buckets, by the environment; what the program does where no command is named.',
  flags: [],
  variables: serverVariables,
  examples: ['PORT=8080 export-buckets-edge serve'],
  async run() {
    const { runOnNode } = await import('../../entry/node-server.ts')
    await runOnNode()
  },
}
