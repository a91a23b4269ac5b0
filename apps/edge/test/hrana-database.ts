import type { DatabaseSync, SQLInputValue } from 'node:sqlite'

/** Types of Hrana 2 for values, statements and results, as far as the clients use them (libsql: docs/HRANA_2_SPEC.md). */
interface Value {
  readonly type: 'null' | 'integer' | 'float' | 'text'
  readonly value?: string | number
}

/** A statement and the values of its parameters. */
export interface Statement {
  readonly sql: string
  readonly args?: readonly Value[]
}

interface StatementResult {
  readonly cols: readonly { name: string | null }[]
  readonly rows: readonly (readonly Value[])[]
  readonly affected_row_count: number
  readonly last_insert_rowid: null
}

/** The error of a statement. */
export interface HranaError {
  readonly message: string
  readonly code: string
}

type Condition =
  | { readonly type: 'ok'; readonly step: number }
  | { readonly type: 'not'; readonly cond: Condition }

/** A statement that runs when the results of earlier steps meet its condition. */
export interface Step {
  readonly stmt: Statement
  readonly condition?: Condition | null
}

/** The result and the error of each step, or `null`. */
export interface BatchResult {
  readonly step_results: (StatementResult | null)[]
  readonly step_errors: (HranaError | null)[]
}

const busy = 5

/** Converts an error to libSQL's format. */
export function toHranaError(error: unknown): HranaError {
  const isBusy = error instanceof Error && 'errcode' in error && error.errcode === busy
  return { message: String(error), code: isBusy ? 'SQLITE_BUSY' : 'SQLITE_UNKNOWN' }
}

function toSqliteValue({ type, value }: Value): SQLInputValue {
  if (type === 'null' || value === undefined) return null
  return type === 'integer' ? BigInt(value) : value
}

function toHranaValue(value: unknown): Value {
  if (typeof value === 'bigint') return { type: 'integer', value: String(value) }
  if (typeof value === 'number') return { type: 'float', value }
  return typeof value === 'string' ? { type: 'text', value } : { type: 'null' }
}

function totalChanges(database: DatabaseSync): number {
  return Number(database.prepare('SELECT total_changes() AS total').get()?.['total'])
}

function execute(database: DatabaseSync, { sql, args = [] }: Statement): StatementResult {
  const changesBefore = totalChanges(database)
  // The only syntax of libSQL that SQLite lacks.
  const statement = database.prepare(sql.replace(/^BEGIN TRANSACTION READONLY$/, 'BEGIN'))
  statement.setReturnArrays(true)
  statement.setReadBigInts(true)
  const rows = statement
    .all(...args.map(toSqliteValue))
    .map((row) => Object.values(row).map(toHranaValue))
  return {
    cols: statement.columns().map(({ name }) => ({ name })),
    rows,
    affected_row_count: totalChanges(database) - changesBefore,
    last_insert_rowid: null,
  }
}

/** Runs the steps of a batch. */
export function runBatch(database: DatabaseSync, steps: readonly Step[]): BatchResult {
  const { step_results, step_errors }: BatchResult = { step_results: [], step_errors: [] }
  const isMet = (condition: Condition): boolean =>
    condition.type === 'not' ? !isMet(condition.cond) : step_results[condition.step] !== null
  for (const [index, { stmt, condition }] of steps.entries()) {
    step_results[index] = null
    step_errors[index] = null
    if (condition && !isMet(condition)) continue
    try {
      step_results[index] = execute(database, stmt)
    } catch (error) {
      step_errors[index] = toHranaError(error)
    }
  }
  return { step_results, step_errors }
}
