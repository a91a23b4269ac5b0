import type { Given } from '@export-buckets/command-line/arguments'
import { UsageError } from '@export-buckets/command-line/usage-error'
import { newClientSecret, newPrivateKey } from '../../new-credentials.ts'
import { sqlStore } from '../../store/sql-store.ts'
import { replaceProof } from '../../store/statements.ts'
import type { CredentialKind } from '../../store/store.ts'
import { change, changeFlags, sqlFileIn } from '../change.ts'
import type { Command } from '../command.ts'
import { withDatabase } from '../database.ts'
import { kindFlag, kindIn } from '../kind.ts'
import { noCredential } from '../no-credential.ts'
import { apiKeyVariables, outputFlag, serviceAccountVariables, showOnce } from '../show-once.ts'
import type { World } from '../world.ts'

/** The kind of a credential: as told, as the database has it, or, where none is asked, by the form of its id. */
async function kindOf(given: Given, world: World): Promise<CredentialKind> {
  const id = given.operand
  const told = kindIn(given)
  if (told !== undefined) return told
  if (sqlFileIn(given) !== undefined) {
    return id.startsWith('mdb_sa_id_') ? 'service account' : 'api key'
  }
  const all = await withDatabase(given, world, (database) => sqlStore(database).credentials())
  const [found, another] = all.filter((each) => each.id === id)
  if (found === undefined) throw noCredential(id)
  if (another === undefined) return found.kind
  throw new UsageError(
    `a service account and an API key have the id ${JSON.stringify(id)}; say which with --kind`,
  )
}

export const rotate: Command = {
  name: 'credentials rotate',
  about:
    'Gives a credential a new secret. The old one, and every token made for it, are worthless at once.',
  operand: { name: 'ID' },
  flags: [kindFlag, outputFlag, ...changeFlags],
  examples: [
    'export-buckets-edge credentials rotate mdb_sa_id_64f1a2b3c4d5e6f708192a3b --output new.env',
  ],
  async run(given, world) {
    const id = given.operand
    const kind = await kindOf(given, world)
    const isKey = kind === 'api key'
    const { secret, proof } = isKey ? newPrivateKey(id) : newClientSecret()
    const variables = isKey ? apiKeyVariables(id, secret) : serviceAccountVariables(id, secret)
    await showOnce(given, world, id, variables, async () => {
      const changed = await change(given, world, [replaceProof(kind, id, proof)])
      if (changed === 0) throw noCredential(id)
    })
  },
}
