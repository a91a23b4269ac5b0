import { type AtlasFetch, createAtlasFetch } from '@export-buckets/client'
import {
  type ApiVersion,
  type Operation,
  operationPath,
  vendorMediaType,
} from '@export-buckets/core'
import type { Observation } from '../observation.ts'
import { readAnswer, type UpstreamAnswer } from './answer.ts'
import { boundedFetch } from './bounded-fetch.ts'
import { Circuit } from './circuit.ts'
import { codeOf, failureOfAnswer, failureWithoutAnswer } from './failures.ts'
import type { UpstreamParts } from './parts.ts'

/** What Atlas is asked. */
export interface Question {
  readonly operation: Operation
  /** The resource version to answer in. */
  readonly version: ApiVersion
  readonly path: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: { readonly version: ApiVersion; readonly content: unknown }
}

interface Outcome {
  readonly status: number
  readonly result: UpstreamAnswer | Error
}

/** Bytes. A page of 500 buckets with the longest names and URLs has about 1.3 MB. */
const largestAnswer = 2 * 1024 * 1024

function pathOf({ operation, path, query = {} }: Question): string {
  const search = new URLSearchParams(query).toString()
  return operationPath(operation, path) + (search && `?${search}`)
}

function initOf({ operation, version, body }: Question): RequestInit {
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
  readonly #circuit: Circuit
  readonly #observe: (observation: Observation) => void

  /** @throws TypeError when a part cannot be used; it names the part */
  constructor(parts: UpstreamParts, observe: (observation: Observation) => void) {
    // Those of the cache are for the gateway; the client refuses what it does not know.
    const { cache: _, freshFor: _f, staleIfError: _s, circuit = {}, ...rest } = parts
    const { largestAnswer: most = largestAnswer, ...transport } = rest
    const { fetch = globalThis.fetch } = transport
    this.#fetch = createAtlasFetch({ ...transport, fetch: boundedFetch(fetch, most) })
    this.#circuit = new Circuit(circuit, (state) => observe({ of: 'circuit', state }))
    this.#observe = observe
  }

  /** Of the circuit before Atlas. */
  get state(): Circuit['state'] {
    return this.#circuit.state
  }

  /**
   * Asks Atlas.
   *
   * @throws UpstreamError for an error that is about what was asked, else an AtlasError whose cause says what happened
   */
  async ask(question: Question): Promise<UpstreamAnswer> {
    const { operationId } = question.operation
    const start = performance.now()
    const observed = (outcome: { status: number } | { failure: string }) => {
      const duration = (performance.now() - start) / 1000
      this.#observe({ of: 'upstream', operationId, duration, ...outcome })
    }
    const { status, result } = await this.#circuit
      .call(() => this.#outcome(question))
      .catch((error: unknown) => {
        observed({ failure: codeOf(error) })
        throw failureWithoutAnswer(error)
      })
    observed({ status })
    if (result instanceof Error) throw result
    if (result.drift.length > 0) {
      this.#observe({ of: 'drift', operationId, version: question.version })
    }
    return result
  }

  async #outcome(question: Question): Promise<Outcome> {
    const response = await this.#fetch(pathOf(question), initOf(question))
    const text = await response.text()
    const { operation, version } = question
    const result = response.ok
      ? readAnswer(operation, version, response, text)
      : failureOfAnswer(response, text)
    return { status: response.status, result }
  }
}
