import { type Client, LibsqlError } from '@libsql/client/http'
import { StoreUnavailableError } from '../store.ts'

/** Codes that speak of a storage that is away for now, not of a fault in it or in us (https://sqlite.org/rescode.html). */
const unavailableCodes =
  /^(SQLITE_(BUSY|LOCKED|IOERR|CANTOPEN|FULL|READONLY|AUTH)|TRANSACTION_(BUSY|TIMEOUT)|STREAM_EXPIRED|HRANA_|SERVER_ERROR|CLIENT_CLOSED)/

/** A server that refuses us, for want of a token or of a database, does not come back by itself. */
function isRejected({ cause }: LibsqlError): boolean {
  const status = cause instanceof Error && 'status' in cause ? Number(cause.status) : Number.NaN
  return status >= 400 && status < 500 && status !== 429
}

/** A remote database that cannot be reached shows as the TypeError of `fetch`. */
function isUnavailable(error: unknown): boolean {
  if (error instanceof LibsqlError) return unavailableCodes.test(error.code) && !isRejected(error)
  return error instanceof TypeError
}

/** Whether another process holds the lock of a file. */
export const isBusy = (error: unknown): boolean =>
  error instanceof LibsqlError && error.code.startsWith('SQLITE_BUSY')

/**
 * After a BEGIN that found the database locked, every later COMMIT on the same connection fails with "SQL statements in
 * progress" (@libsql/client 0.18.0), so that connection must go.
 */
const isConnectionBroken = (client: Client, error: unknown) =>
  client.protocol === 'file' && isBusy(error)

/** Runs what works on a database, and tells an outage from a fault. */
export type ErrorMapper = <T>(work: () => Promise<T>) => Promise<T>

/** Makes the {@link ErrorMapper} of a client; it throws {@link StoreUnavailableError} for an outage, and a fault as it is. */
export function createErrorMapper(client: Client): ErrorMapper {
  return async (work) => {
    try {
      return await work()
    } catch (cause) {
      if (isConnectionBroken(client, cause)) await client.reconnect()
      if (isUnavailable(cause)) throw new StoreUnavailableError('the database is away', { cause })
      throw cause
    }
  }
}
