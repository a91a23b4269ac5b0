import { type AtlasFetch, createAtlasFetch } from '@export-buckets/client'
import {
  type ApiVersion,
  type Operation,
  operationPath,
  vendorMediaType,
} from '@export-buckets/core'
import type { GatewayEvent } from '../lib/gateway-events.ts'
import { CircuitBreaker } from './circuit-breaker.ts'
import { errorFromFailure, errorFromResponse, getErrorCode } from './errors.ts'
import type { UpstreamOptions } from './options.ts'
import { parseUpstreamResponse, type UpstreamResponse } from './upstream-response.ts'

/** A request to Atlas. */
export interface UpstreamRequest {
  readonly operation: Operation
  /** The resource version of the response. */
  readonly version: ApiVersion
  readonly path: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: { readonly version: ApiVersion; readonly content: unknown }
}

interface UpstreamResult {
  readonly status: number
  readonly result: UpstreamResponse | Error
}

/** A page of 500 buckets with the longest names and URLs has about 1.3 MB. */
const defaultMaxResponseSize = 2 * 1024 * 1024

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

/** Calls Atlas with the gateway's credentials and timeout, through a circuit breaker. */
export class Upstream {
  readonly #fetch: AtlasFetch
  readonly #circuit: CircuitBreaker
  readonly #onEvent: (event: GatewayEvent) => void

  /** @throws TypeError that names the invalid option */
  constructor(options: UpstreamOptions, onEvent: (event: GatewayEvent) => void) {
    // Removes the options of the cache, because the client rejects unknown options.
    const { cache: _, maxAge: _f, staleIfError: _s, circuit = {}, ...transport } = options
    const { maxResponseSize = defaultMaxResponseSize } = transport
    this.#fetch = createAtlasFetch({ ...transport, maxResponseSize })
    this.#circuit = new CircuitBreaker(circuit, (state) => onEvent({ type: 'circuit', state }))
    this.#onEvent = onEvent
  }

  /** The state of the circuit breaker. */
  get state(): CircuitBreaker['state'] {
    return this.#circuit.state
  }

  /**
   * Sends a request to Atlas.
   *
   * @throws UpstreamApiError for an error about the request, else an AtlasError with the cause
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
