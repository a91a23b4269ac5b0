/** A statement and what its numbered parameters (`?1`, `?2`, …) stand for. */
export interface SqlStatement {
  readonly sql: string
  readonly args: readonly (string | number)[]
}

/** A row of a result, by column. */
export type Row = Readonly<Record<string, unknown>>

/** What a statement came to. */
export interface SqlResult {
  readonly rows: readonly Row[]
  /** How many rows it inserted, changed or deleted. */
  readonly changes: number
}

/**
 * A database that speaks SQLite's SQL. Each method answers a result for each statement, and throws
 * `StoreUnavailableError` when the storage is away for now.
 */
export interface SqlDatabase {
  /** Runs statements as one transaction, which is durable when the promise is fulfilled. */
  write(statements: readonly SqlStatement[]): Promise<SqlResult[]>
  /** Reads what every acknowledged write has left, on whichever node it was made. */
  read(statements: readonly SqlStatement[]): Promise<SqlResult[]>
  /** Reads from the nearest replica, which may lag behind. Absent where there are no replicas. */
  readReplica?(statements: readonly SqlStatement[]): Promise<SqlResult[]>
  /** Returns a number that changes with every write. Absent where finding it out costs as much as a read. */
  version?(): number
}
