import { dropCredential } from '../../store/statements.ts'
import { change, changeFlags } from '../change.ts'
import type { Command } from '../command.ts'
import { kindFlag, kindIn, kinds } from '../kind.ts'
import { noCredential } from '../no-credential.ts'

export const revoke: Command = {
  name: 'credentials revoke',
  about:
    'Deletes a credential, of either kind. It, and every token made for it, are worthless at once.',
  operand: { name: 'ID' },
  flags: [kindFlag, ...changeFlags],
  examples: ['export-buckets-edge credentials revoke mdb_sa_id_64f1a2b3c4d5e6f708192a3b'],
  async run(given, world) {
    const id = given.operand
    const told = kindIn(given)
    const statements = (told === undefined ? kinds : [told]).map((kind) => dropCredential(kind, id))
    const changed = await change(given, world, statements)
    if (changed === 0) throw noCredential(id)
    if (changed !== undefined) world.stderr.write(`${JSON.stringify(id)} opens nothing any more.\n`)
  },
}
