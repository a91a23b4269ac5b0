import type { ParsedArguments } from '@export-buckets/cli-kit/arguments'
import { UsageError } from '@export-buckets/cli-kit/usage-error'
import { generateClientSecret, generatePrivateKey } from '../../auth/generate-credentials.ts'
import { sqlStore } from '../../store/sql/sql-store.ts'
import { updateSecretHash } from '../../store/sql/statements.ts'
import type { ListedCredential } from '../../store/store.ts'
import type { Command } from '../command.ts'
import type { CliContext } from '../context.ts'
import { kindFlag, parseKind } from '../credential-kind.ts'
import { credentialNotFound } from '../credential-not-found.ts'
import { withDatabase } from '../database.ts'
import {
  apiKeyVariables,
  outputFlags,
  revealSecret,
  serviceAccountVariables,
} from '../reveal-secret.ts'
import { changeFlags, parseSqlFile, writeOrExportSql } from '../write-or-export-sql.ts'

/** What is known of the credential that is to be renewed. */
type Credential = Pick<ListedCredential, 'kind' | 'grants'>

/** Returns the credential in the database that has the id. */
async function findCredential(
  parsedArgs: ParsedArguments,
  context: CliContext,
): Promise<Credential> {
  const id = parsedArgs.positional
  const kind = parseKind(parsedArgs)
  const credentials = await withDatabase(parsedArgs, context, (database) =>
    sqlStore(database).credentials(),
  )
  const [first, duplicate] = credentials.filter(
    (credential) => credential.id === id && (kind === undefined || credential.kind === kind),
  )
  // The change itself tells whether there is one of a kind that is known.
  if (first === undefined && kind !== undefined) return { kind, grants: [] }
  if (first === undefined) throw credentialNotFound(id)
  if (duplicate === undefined) return first
  throw new UsageError(
    `a service account and an API key have the id ${JSON.stringify(id)}; say which with --kind`,
  )
}

/** Returns what the command line and the form of the id tell of a credential of which no database is asked. */
function inferCredential(parsedArgs: ParsedArguments): Credential {
  const kind = parsedArgs.positional.startsWith('mdb_sa_id_') ? 'service account' : 'api key'
  return { kind: parseKind(parsedArgs) ?? kind, grants: [] }
}

export const rotate: Command = {
  name: 'credentials rotate',
  about:
    'Gives a credential a new secret. The old one, and every token made for it, are worthless at once.',
  positional: { name: 'ID' },
  flags: [kindFlag, ...outputFlags, ...changeFlags],
  examples: [
    'export-buckets-edge credentials rotate mdb_sa_id_64f1a2b3c4d5e6f708192a3b --output new.env',
  ],
  async run(parsedArgs, context) {
    const id = parsedArgs.positional
    const usesDatabase = parseSqlFile(parsedArgs) === undefined
    const { kind, grants } = usesDatabase
      ? await findCredential(parsedArgs, context)
      : inferCredential(parsedArgs)
    const isKey = kind === 'api key'
    const { secret, hash } = isKey ? generatePrivateKey(id) : generateClientSecret()
    const variables = isKey ? apiKeyVariables(id, secret) : serviceAccountVariables(id, secret)
    const projects = grants.map(({ groupId }) => groupId)
    await revealSecret(parsedArgs, context, { id, variables, projects }, async () => {
      const changedRows = await writeOrExportSql(parsedArgs, context, [
        updateSecretHash(kind, id, hash),
      ])
      if (changedRows === 0) throw credentialNotFound(id)
    })
  },
}
