import manifest from '../../../package.json' with { type: 'json' }
import type { Command } from '../command.ts'

export const version: Command = {
  name: 'version',
  about: 'Prints the version of this program, like -V.',
  flags: [],
  examples: ['export-buckets-edge version'],
  async run(_, { stdout }) {
    stdout.write(`${manifest.version}\n`)
  },
}
