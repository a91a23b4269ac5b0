import type { ProjectGrant } from '../../store/grant.ts'
import { libsqlStore } from '../../store/libsql.ts'
import type { ListedCredential } from '../../store/store.ts'
import type { Command } from '../command.ts'
import { databaseOption, withDatabase } from '../database.ts'
import { wordOf } from '../kinds.ts'
import { table } from '../table.ts'

const head = ['KIND', 'ID', 'PROJECT', 'ROLES', 'OPERATIONS', 'BUCKETS', 'ADDRESSES']
const said = (values: readonly string[] | undefined) => values?.join(',') ?? 'all'

function grantCells({ groupId, roles, operations, exportBucketIds }: ProjectGrant): string[] {
  return [groupId, said(roles), said(operations), said(exportBucketIds)]
}

/** A line for each grant; one that says "none" for a credential that opens nothing. */
function linesOf({ kind, id, grants, accessList }: ListedCredential): string[][] {
  const cells = grants.length > 0 ? grants.map(grantCells) : [['none', '', '', '']]
  return cells.map((grant) => [wordOf(kind), id, ...grant, said(accessList)])
}

export const list: Command = {
  name: 'credentials list',
  operand: '',
  about: 'Shows every credential: what it opens, and from where. Never what proves it.',
  options: {
    json: { about: 'as JSON' },
    database: databaseOption,
  },
  examples: ['credentials list', "credentials list --json | jq -r '.[].id'"],
  async run(given, world) {
    const all = await withDatabase(given, world, 'fail', (client) =>
      libsqlStore(client).credentials(),
    )
    const text = given.isTrue('json')
      ? JSON.stringify(
          all.map((each) => ({ ...each, kind: wordOf(each.kind) })),
          null,
          2,
        )
      : table([head, ...all.flatMap(linesOf)])
    world.stdout.write(`${text}\n`)
  },
}
