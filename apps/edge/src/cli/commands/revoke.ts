import { deleteCredential } from '../../store/sql/statements.ts'
import type { Command } from '../command.ts'
import { kindFlag, kinds, parseKind } from '../credential-kind.ts'
import { credentialNotFound } from '../errors.ts'
import { changeFlags, writeOrExportSql } from '../write-or-export-sql.ts'
import { listCommand } from './list.ts'

export const revokeCommand: Command = {
  name: 'credentials revoke',
  description: 'Deletes a credential. It and its access tokens are invalid immediately.',
  positional: { name: 'ID' },
  flags: [kindFlag, ...changeFlags],
  examples: ['export-buckets-edge credentials revoke mdb_sa_id_64f1a2b3c4d5e6f708192a3b'],
  async run(parsedArgs, context) {
    const id = parsedArgs.positional
    const requestedKind = parseKind(parsedArgs)
    const statements = (requestedKind === undefined ? kinds : [requestedKind]).map((kind) =>
      deleteCredential(kind, id),
    )
    const changedRows = await writeOrExportSql(parsedArgs, context, statements, listCommand.name)
    if (changedRows === 0) throw credentialNotFound(id)
    if (changedRows !== undefined) context.stderr.write(`Revoked ${JSON.stringify(id)}.\n`)
    return 0
  },
}
