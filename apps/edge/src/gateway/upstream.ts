import { type AtlasFetch, createAtlasFetch } from '@export-buckets/client'
import {
  type ApiVersion,
  type Operation,
  operationPath,
  vendorMediaType,
} from '@export-buckets/core'
import { CircuitBreaker } from './circuit.ts'
import { errorFromFailure, errorFromResponse, getErrorCode } from './errors.ts'
import type { GatewayEvent } from './events.ts'
import { limitResponseSize } from './limit-response-size.ts'
import type { UpstreamOptions } from './options.ts'
import { parseUpstreamResponse, type UpstreamResponse } from './upstream-response.ts'

/** What Atlas is asked. */
export interface UpstreamRequest {
  readonly operation: Operation
  /** The resource version to answer in. */
  readonly version: ApiVersion
  readonly path: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: { readonly version: ApiVersion; readonly content: unknown }
}

interface UpstreamResult {
  readonly status: number
  readonly result: UpstreamResponse | Error
}

/** Bytes. A page of 500 buckets with the longest names and URLs has about 1.3 MB. */
const defaultMaxResponseBytes = 2 * 1024 * 1024

function requestPath({ operation, path, query = {} }: UpstreamRequest): string {
  const search = new URLSearchParams(query).toString()
  return operationPath(operation, path) + (search && `?${search}`)
}

function toRequestInit({ operation, version, body }: UpstreamRequest): RequestInit {
  const headers = { Accept: vendorMediaType(version) }
  if (body === undefined) return { method: operation.method, headers }
  return {
    method: operation.method,
    headers: { ...headers, 'Content-Type': vendorMediaType(body.version) },
    body: JSON.stringify(body.content),
  }
}

/** The real Atlas behind the gateway: asked with the gateway's own credentials, within its timeout, unless it fails too often. */
export class Upstream {
  readonly #fetch: AtlasFetch
  readonly #circuit: CircuitBreaker
  readonly #onEvent: (event: GatewayEvent) => void

  /** @throws TypeError when a part cannot be used; it names the part */
  constructor(options: UpstreamOptions, onEvent: (event: GatewayEvent) => void) {
    // Those of the cache are for the gateway; the client refuses what it does not know.
    const { cache: _, maxAge: _f, staleIfError: _s, circuit = {}, ...rest } = options
    const { maxResponseBytes: maxBytes = defaultMaxResponseBytes, ...transport } = rest
    const { fetch = globalThis.fetch } = transport
    this.#fetch = createAtlasFetch({ ...transport, fetch: limitResponseSize(fetch, maxBytes) })
    this.#circuit = new CircuitBreaker(circuit, (state) => onEvent({ type: 'circuit', state }))
    this.#onEvent = onEvent
  }

  /** Of the circuit before Atlas. */
  get state(): CircuitBreaker['state'] {
    return this.#circuit.state
  }

  /**
   * Asks Atlas.
   *
   * @throws UpstreamError for an error that is about what was asked, else an AtlasError whose cause says what happened
   */
  async send(request: UpstreamRequest): Promise<UpstreamResponse> {
    const { operationId } = request.operation
    const start = performance.now()
    const report = (outcome: { status: number } | { failure: string }) => {
      const duration = (performance.now() - start) / 1000
      this.#onEvent({ type: 'upstream', operationId, duration, ...outcome })
    }
    const { status, result } = await this.#circuit
      .fire(() => this.#sendOnce(request))
      .catch((error: unknown) => {
        report({ failure: getErrorCode(error) })
        throw errorFromFailure(error)
      })
    report({ status })
    if (result instanceof Error) throw result
    if (result.drift.length > 0) {
      this.#onEvent({ type: 'drift', operationId, version: request.version })
    }
    return result
  }

  async #sendOnce(request: UpstreamRequest): Promise<UpstreamResult> {
    const response = await this.#fetch(requestPath(request), toRequestInit(request))
    const text = await response.text()
    const { operation, version } = request
    const result = response.ok
      ? parseUpstreamResponse(operation, version, response, text)
      : errorFromResponse(response, text)
    return { status: response.status, result }
  }
}
