import { replaceProof } from '../../store/statements.ts'
import { change, changeOptions } from '../change.ts'
import type { Command } from '../command.ts'
import { CommandError } from '../errors.ts'
import { handOver, outputOption } from '../hand-over.ts'
import { kindOption, namedCredential } from '../kinds.ts'

export const rotate: Command = {
  name: 'credentials rotate',
  operand: 'ID',
  about:
    'Gives a credential a new random secret. The old one, and its tokens, are worthless at once.',
  options: { kind: kindOption, output: outputOption, ...changeOptions },
  examples: ['credentials rotate mdb_sa_id_65a1b2c3d4e5f60718293a4b --output ci.env'],
  notes: [
    'To rotate without a gap, add a second credential, move the callers to it, then revoke the first.',
  ],
  async run(given, world) {
    const { kind, id, variables, make } = namedCredential(given)
    const { proof, secret } = make(id)
    const [idName, secretName] = variables
    const lines = [
      [idName, id],
      [secretName, secret],
    ] as const
    await handOver(lines, given, world, async () => {
      const changed = await change(replaceProof(kind, id, proof), given, world)
      if (changed === false) {
        throw new CommandError(`there is no ${kind} ${id}; pnpm edge credentials list shows all`)
      }
    })
  },
}
