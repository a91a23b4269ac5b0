import { type EnvVar, serverEnvVars } from '../../runtimes/server/env-vars.ts'
import type { Command } from '../command.ts'

function toHelpRow({ name, description, default: defaultValue }: EnvVar) {
  const note = defaultValue === undefined ? '' : `; default: ${defaultValue}`
  return [name, description + note] as const
}

export const serveCommand: Command = {
  name: 'serve',
  description:
    'Starts the server with the settings of the environment. This is the default command.',
  flags: [],
  environment: serverEnvVars.map(toHelpRow),
  examples: ['PORT=8080 export-buckets-edge serve'],
  async run() {
    const { runOnNode } = await import('../../runtimes/server/node-server.ts')
    await runOnNode()
    return 0
  },
}
