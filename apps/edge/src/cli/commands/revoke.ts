import { deleteCredential } from '../../store/sql/statements.ts'
import type { Command } from '../command.ts'
import { kindFlag, kinds, parseKind } from '../credential-kind.ts'
import { credentialNotFound } from '../credential-not-found.ts'
import { changeFlags, writeOrExportSql } from '../write-or-export-sql.ts'

export const revoke: Command = {
  name: 'credentials revoke',
  about:
    'Deletes a credential, of either kind. It, and every token made for it, are worthless at once.',
  positional: { name: 'ID' },
  flags: [kindFlag, ...changeFlags],
  examples: ['export-buckets-edge credentials revoke mdb_sa_id_64f1a2b3c4d5e6f708192a3b'],
  async run(parsedArgs, context) {
    const id = parsedArgs.positional
    const requestedKind = parseKind(parsedArgs)
    const statements = (requestedKind === undefined ? kinds : [requestedKind]).map((kind) =>
      deleteCredential(kind, id),
    )
    const changedRows = await writeOrExportSql(parsedArgs, context, statements)
    if (changedRows === 0) throw credentialNotFound(id)
    if (changedRows !== undefined)
      context.stderr.write(`${JSON.stringify(id)} opens nothing any more.\n`)
  },
}
