import { type Client, LibsqlError } from '@libsql/client/http'
import { StoreUnavailableError } from '../../lib/store-unavailable-error.ts'

/** Codes of a storage that is temporarily unavailable (https://sqlite.org/rescode.html). */
const unavailableCodes =
  /^(SQLITE_(BUSY|LOCKED|IOERR|CANTOPEN|FULL|READONLY|AUTH)|TRANSACTION_(BUSY|TIMEOUT)|STREAM_EXPIRED|HRANA_|SERVER_ERROR|CLIENT_CLOSED)/

/** Returns whether a server rejects the token or has no such database. It does not recover without a change. */
function isRejected({ cause }: LibsqlError): boolean {
  const status = cause instanceof Error && 'status' in cause ? Number(cause.status) : Number.NaN
  return status >= 400 && status < 500 && status !== 429
}

/** Returns whether the storage is temporarily unavailable. For an unreachable server, `fetch` throws a TypeError. */
function isUnavailable(error: unknown): boolean {
  if (error instanceof LibsqlError) return unavailableCodes.test(error.code) && !isRejected(error)
  return error instanceof TypeError
}

/** Returns whether another process holds the lock of a file. */
export const isBusy = (error: unknown): boolean =>
  error instanceof LibsqlError && error.code.startsWith('SQLITE_BUSY')

/**
 * Returns whether a connection must be replaced. After a BEGIN on a locked database, every later COMMIT on it fails with
 * "SQL statements in progress" (@libsql/client 0.18.0).
 */
const isConnectionBroken = (client: Client, error: unknown) =>
  client.protocol === 'file' && isBusy(error)

/** Runs work on a database. Throws StoreUnavailableError for an outage, and any other error unchanged. */
export type ErrorMapper = <T>(work: () => Promise<T>) => Promise<T>

/** Creates the {@link ErrorMapper} of a client. */
export function createErrorMapper(client: Client): ErrorMapper {
  return async (work) => {
    try {
      return await work()
    } catch (cause) {
      if (isConnectionBroken(client, cause)) await client.reconnect()
      if (isUnavailable(cause))
        throw new StoreUnavailableError('the database is unavailable', { cause })
      throw cause
    }
  }
}
