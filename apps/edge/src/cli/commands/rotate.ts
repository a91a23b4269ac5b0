import { type ParsedArguments, UsageError } from '@export-buckets/cli-kit/arguments'
import { generateClientSecret, generatePrivateKey } from '../../auth/generate-credentials.ts'
import { sqlStore } from '../../store/sql/sql-store.ts'
import { updateSecretHash } from '../../store/sql/statements.ts'
import type { ListedCredential } from '../../store/store.ts'
import type { CliContext, Command } from '../command.ts'
import { kindFlag, parseKind } from '../credential-kind.ts'
import { withDatabase } from '../database.ts'
import { credentialNotFound } from '../errors.ts'
import {
  apiKeyVariables,
  outputFlags,
  revealSecret,
  serviceAccountVariables,
} from '../reveal-secret.ts'
import { changeFlags, parseSqlFile, writeOrExportSql } from '../write-or-export-sql.ts'
import { listCommand } from './list.ts'

/** The known properties of the credential. */
type Credential = Pick<ListedCredential, 'kind' | 'grants'>

/** Returns the credential with the id from the database. */
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
  // With --kind the update itself finds out whether the credential exists.
  if (first === undefined && kind !== undefined) return { kind, grants: [] }
  if (first === undefined) throw credentialNotFound(id)
  if (duplicate === undefined) return first
  throw new UsageError(
    `a service account and an API key have the id ${JSON.stringify(id)}; select one with --kind`,
  )
}

/** Returns the credential without a database, by `--kind` or the format of the id. */
function inferCredential(parsedArgs: ParsedArguments): Credential {
  const kind = parsedArgs.positional.startsWith('mdb_sa_id_') ? 'service account' : 'api key'
  return { kind: parseKind(parsedArgs) ?? kind, grants: [] }
}

export const rotateCommand: Command = {
  name: 'credentials rotate',
  description:
    'Replaces the secret of a credential. The old secret and its access tokens are invalid immediately.',
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
      const statements = [updateSecretHash(kind, id, hash)]
      const changedRows = await writeOrExportSql(parsedArgs, context, statements, listCommand.name)
      if (changedRows === 0) throw credentialNotFound(id)
    })
    return 0
  },
}
