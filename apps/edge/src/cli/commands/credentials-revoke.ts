import { dropCredential } from '../../store/statements.ts'
import { change, changeOptions } from '../change.ts'
import type { Command } from '../command.ts'
import { CommandError } from '../errors.ts'
import { kindOption, namedCredential } from '../kinds.ts'

export const revoke: Command = {
  name: 'credentials revoke',
  operand: 'ID',
  about: 'Deletes a credential, without asking first. It and its tokens are worthless at once.',
  options: { kind: kindOption, ...changeOptions },
  examples: ['credentials revoke mdb_sa_id_65a1b2c3d4e5f60718293a4b'],
  async run(given, world) {
    const { kind, id } = namedCredential(given)
    const changed = await change(dropCredential(kind, id), given, world)
    if (changed === false) {
      throw new CommandError(`there is no ${kind} ${id}; pnpm edge credentials list shows all`)
    }
    if (changed) world.stderr.write(`The ${kind} ${id} is revoked, and so are its tokens.\n`)
  },
}
