/** A statement and the values of its numbered parameters (`?1`, `?2`, …). */
export interface SqlStatement {
  readonly sql: string
  readonly args: readonly (string | number)[]
}

/** The values of a row by column. */
export type Row = Readonly<Record<string, unknown>>

/** The result of a statement. */
export interface SqlResult {
  readonly rows: readonly Row[]
  /** The number of inserted, changed or deleted rows. */
  readonly changes: number
}

/**
 * A database with SQLite's SQL dialect. Each method returns one result for each statement, and throws `StoreUnavailableError`
 * while the storage is unavailable.
 */
export interface SqlDatabase {
  /** Runs statements in one transaction, which is durable when the promise is fulfilled. */
  write(statements: readonly SqlStatement[]): Promise<SqlResult[]>
  /** Reads the current state, including all acknowledged writes of other nodes. */
  read(statements: readonly SqlStatement[]): Promise<SqlResult[]>
  /** Reads from the nearest replica, which may lag behind. Absent without replicas. */
  readReplica?(statements: readonly SqlStatement[]): Promise<SqlResult[]>
  /** Returns a number that changes with every write. Absent when this would cost as much as a read. */
  version?(): number
}
