import { expect } from 'vitest'
import type { Clone } from '../clone.ts'
import type { Row } from '../row.ts'
import { wranglerRow } from './wrangler.ts'

/** The id that the documents have, in the place of the one that `add` printed. */
function added(command: string, clone: Clone): string {
  const [id = ''] = /mdb_sa_id_\w+/.exec(clone.read('ci.env')) ?? []
  return command.replace(/mdb_sa_id_\w+/, id)
}

export const credentialRows: readonly Row[] = [
  {
    command:
      /^npx -y pnpm@12 --silent export-buckets-edge credentials add service-account .*--output ci\.env$/,
    check: (clone) =>
      expect(clone.read('ci.env')).toMatch(/MONGODB_ATLAS_CLIENT_SECRET=["']?mdb_sa_sk_/),
  },
  {
    command: 'npx -y pnpm@12 --silent export-buckets-edge credentials list',
    prints: /GROUP_READ_ONLY/,
  },
  {
    command:
      /^npx -y pnpm@12 --silent export-buckets-edge credentials rotate mdb_sa_id_\w+ --output new\.env$/,
    as: added,
    check: (clone) => expect(clone.read('new.env')).toMatch(/MONGODB_ATLAS_CLIENT_SECRET=/),
  },
  {
    command: /^npx -y pnpm@12 --silent export-buckets-edge credentials revoke mdb_sa_id_\w+$/,
    as: added,
  },
  {
    command:
      /^npx -y pnpm@12 --silent export-buckets-edge credentials add api-key .*--sql key\.sql$/,
    check: (clone) => expect(clone.read('key.sql')).toMatch(/^INSERT .* INTO credential /),
  },
  wranglerRow(
    /exec wrangler d1 execute DB --remote --file "\$PWD\/key\.sql" && rm key\.sql$/,
    'd1 execute',
    'the database is in an account of Cloudflare; apps/edge/test/cli/d1.test.ts runs it on a local one',
  ),
]
