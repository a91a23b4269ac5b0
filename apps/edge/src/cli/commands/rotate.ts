import type { Given } from '@export-buckets/command-line/arguments'
import { UsageError } from '@export-buckets/command-line/usage-error'
import { newClientSecret, newPrivateKey } from '../../new-credentials.ts'
import { sqlStore } from '../../store/sql-store.ts'
import { replaceProof } from '../../store/statements.ts'
import type { ListedCredential } from '../../store/store.ts'
import { change, changeFlags, sqlFileIn } from '../change.ts'
import type { Command } from '../command.ts'
import { withDatabase } from '../database.ts'
import { kindFlag, kindIn } from '../kind.ts'
import { noCredential } from '../no-credential.ts'
import { apiKeyVariables, outputFlags, serviceAccountVariables, showOnce } from '../show-once.ts'
import type { World } from '../world.ts'

/** What is known of the credential that is to be renewed. */
type Credential = Pick<ListedCredential, 'kind' | 'grants'>

/** Returns the credential in the database that has the id. */
async function findCredential(given: Given, world: World): Promise<Credential> {
  const id = given.operand
  const kind = kindIn(given)
  const all = await withDatabase(given, world, (database) => sqlStore(database).credentials())
  const [first, another] = all.filter(
    (each) => each.id === id && (kind === undefined || each.kind === kind),
  )
  // The change itself tells whether there is one of a kind that is known.
  if (first === undefined && kind !== undefined) return { kind, grants: [] }
  if (first === undefined) throw noCredential(id)
  if (another === undefined) return first
  throw new UsageError(
    `a service account and an API key have the id ${JSON.stringify(id)}; say which with --kind`,
  )
}

/** Returns what the command line and the form of the id tell of a credential of which no database is asked. */
function guessCredential(given: Given): Credential {
  const kind = given.operand.startsWith('mdb_sa_id_') ? 'service account' : 'api key'
  return { kind: kindIn(given) ?? kind, grants: [] }
}

export const rotate: Command = {
  name: 'credentials rotate',
  about:
    'Gives a credential a new secret. The old one, and every token made for it, are worthless at once.',
  operand: { name: 'ID' },
  flags: [kindFlag, ...outputFlags, ...changeFlags],
  examples: [
    'export-buckets-edge credentials rotate mdb_sa_id_64f1a2b3c4d5e6f708192a3b --output new.env',
  ],
  async run(given, world) {
    const id = given.operand
    const isAsked = sqlFileIn(given) === undefined
    const { kind, grants } = isAsked ? await findCredential(given, world) : guessCredential(given)
    const isKey = kind === 'api key'
    const { secret, proof } = isKey ? newPrivateKey(id) : newClientSecret()
    const variables = isKey ? apiKeyVariables(id, secret) : serviceAccountVariables(id, secret)
    const projects = grants.map(({ groupId }) => groupId)
    await showOnce(given, world, { id, variables, projects }, async () => {
      const changed = await change(given, world, [replaceProof(kind, id, proof)])
      if (changed === 0) throw noCredential(id)
    })
  },
}
