import type { Row } from '../row.ts'
import { brokerRows } from './broker.ts'
import { clientRows } from './client.ts'
import { contractRows } from './contracts.ts'
import { credentialRows } from './credentials.ts'
import { releaseRows } from './release.ts'
import { runtimeRows } from './runtimes.ts'
import { scriptRows } from './scripts.ts'
import { serverRows } from './server.ts'

/** The table: every command of the documents, and how it is run. */
export const rows: readonly Row[] = [
  ...serverRows,
  ...runtimeRows,
  ...credentialRows,
  ...clientRows,
  ...contractRows,
  ...brokerRows,
  ...releaseRows,
  ...scriptRows,
]
