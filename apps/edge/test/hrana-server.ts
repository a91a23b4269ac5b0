import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { DatabaseSync } from 'node:sqlite'
import { text } from 'node:stream/consumers'
import { type LoopbackServer, openServer } from '@export-buckets/test-support/open-server'
import {
  type BatchResult,
  type HranaError,
  runBatch,
  type Statement,
  type Step,
  toHranaError,
} from './hrana-database.ts'

/** An SQL text, or the number of a text that the stream has stored. */
interface Text {
  readonly sql?: string
  readonly sql_id?: number
}

type RequestStep = Omit<Step, 'stmt'> & { readonly stmt: Omit<Statement, 'sql'> & Text }

type StreamRequest =
  | { readonly type: 'execute'; readonly stmt: RequestStep['stmt'] }
  | { readonly type: 'batch'; readonly batch: { readonly steps: readonly RequestStep[] } }
  | { readonly type: 'sequence'; readonly sql: string }
  | { readonly type: 'store_sql'; readonly sql_id: number; readonly sql: string }
  | { readonly type: 'close_sql'; readonly sql_id: number }
  | { readonly type: 'close' }

interface Pipeline {
  readonly baton: string | null
  readonly requests: readonly StreamRequest[]
}

/** The error of a statement, after which the stream stays open. */
class StatementError extends Error {
  readonly error: HranaError
  constructor(error: HranaError) {
    super(error.message)
    this.error = error
  }
}

/** Implements `is_read_only` of libsql-server/src/query_analysis.rs for the statements that the tests send. */
const isReadOnly = ({ stmt: { sql } }: Step) => /^\s*(SELECT|BEGIN|COMMIT|ROLLBACK)\b/i.test(sql)

/** A stream with its own connections to the primary and, if there is one, to the replica. */
class Stream {
  readonly #primary: DatabaseSync
  readonly #replica: DatabaseSync | undefined
  readonly #storedSql = new Map<number, string>()

  constructor(primary: string, replica: string | undefined) {
    this.#primary = new DatabaseSync(primary, { timeout: 0 })
    this.#replica = replica === undefined ? undefined : new DatabaseSync(replica)
  }

  /** Implements `execute_program` of libsql-server/src/connection/write_proxy.rs. */
  #run(steps: readonly RequestStep[]): BatchResult {
    const results = steps.map((step) => {
      const { sql = this.#storedSql.get(step.stmt.sql_id ?? 0) ?? '' } = step.stmt
      return { ...step, stmt: { ...step.stmt, sql } }
    })
    const replica = this.#replica
    if (replica === undefined || this.#primary.isTransaction || !results.every(isReadOnly)) {
      return runBatch(this.#primary, results)
    }
    const result = runBatch(replica, results)
    if (!replica.isTransaction) return result
    // The batch has started a transaction that may still write.
    replica.exec('ROLLBACK')
    return runBatch(this.#primary, results)
  }

  handle(request: StreamRequest): object {
    const { type } = request
    if (type === 'batch') return { type, result: this.#run(request.batch.steps) }
    if (type === 'execute') {
      const { step_results, step_errors } = this.#run([{ stmt: request.stmt }])
      const [error] = step_errors
      if (error) throw new StatementError(error)
      return { type, result: step_results[0] }
    }
    if (type === 'sequence') this.#primary.exec(request.sql)
    if (type === 'store_sql') this.#storedSql.set(request.sql_id, request.sql)
    if (type === 'close_sql') this.#storedSql.delete(request.sql_id)
    return { type }
  }

  close(): void {
    this.#primary.close()
    this.#replica?.close()
  }
}

/** A libSQL server in the role of `sqld`, which no registry has: Hrana 2 over HTTP (libsql: docs/HTTP_V2_SPEC.md). */
export class HranaServer implements AsyncDisposable {
  readonly #file: string
  readonly #server: LoopbackServer
  readonly #streams = new Map<string, Stream>()
  #replica: string | undefined
  /** The token that clients have to send. Default: none. */
  authToken?: string
  /** A status to return instead of a result, or no response at all. */
  failure: number | 'silence' | undefined
  /** The text of the requests that fail. Default: all. */
  failingStatements: RegExp = /(?:)/

  /** The URL of the server. */
  readonly url: string

  private constructor(file: string, server: LoopbackServer) {
    this.#file = file
    this.#server = server
    this.url = server.origin
    new DatabaseSync(file).exec('PRAGMA journal_mode = WAL')
  }

  /** Creates a server that listens. @param file - the primary's database */
  static async start(file: string): Promise<HranaServer> {
    const server = await openServer((request, response) => hranaServer.#respond(request, response))
    const hranaServer = new HranaServer(file, server)
    return hranaServer
  }

  async #respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { authToken } = this
    const bodyText = await text(request)
    const failure = this.failingStatements.test(bodyText) ? this.failure : undefined
    const isAuthorized =
      authToken === undefined || request.headers.authorization === `Bearer ${authToken}`
    if (failure === 'silence') return
    if (failure !== undefined || !isAuthorized || request.url !== '/v2/pipeline') {
      response.writeHead(failure ?? (isAuthorized ? 404 : 401)).end()
      return
    }
    const result = this.#handlePipeline(JSON.parse(bodyText))
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(result))
  }

  /** Turns the server into a replica of the current data, which forwards statements that may write. */
  startLagging(): void {
    const primary = new DatabaseSync(this.#file)
    this.#replica = `${this.#file}.${randomUUID()}`
    primary.prepare('VACUUM INTO ?').run(this.#replica)
    primary.close()
  }

  #handlePipeline({ baton, requests }: Pipeline): object {
    const stream = this.#streams.get(baton ?? '') ?? new Stream(this.#file, this.#replica)
    this.#streams.delete(baton ?? '')
    const results = requests.map((request) => {
      try {
        return { type: 'ok', response: stream.handle(request) }
      } catch (error) {
        const statementError = error instanceof StatementError ? error.error : toHranaError(error)
        return { type: 'error', error: statementError }
      }
    })
    const next = requests.some(({ type }) => type === 'close') ? null : randomUUID()
    if (next === null) stream.close()
    else this.#streams.set(next, stream)
    return { baton: next, base_url: null, results }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const stream of this.#streams.values()) stream.close()
    await this.#server[Symbol.asyncDispose]()
  }
}
