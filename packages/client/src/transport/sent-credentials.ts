import type { AtlasRequest } from '../fetch.ts'

const getAuthorization = ({ headers }: Pick<AtlasRequest, 'headers'>) => headers['authorization']

/** Remembers which `Authorization` a client has sent, so that no error repeats what a server repeats of it. */
export class SentCredentials {
  /** By the signal of the call, which strategies hand on with each of its requests. */
  readonly #callValues = new WeakMap<AbortSignal, Set<string>>()
  #strategyValue: string | undefined

  /** Records what a request of a call is sent with. */
  add(request: AtlasRequest): void {
    const authorization = getAuthorization(request)
    if (authorization === undefined) return
    const values = this.#callValues.get(request.signal) ?? new Set()
    this.#callValues.set(request.signal, values.add(authorization))
  }

  /** Records what a request of the strategy's own is sent with, such as one for a token. The last one is kept. */
  addForStrategy(request: Pick<AtlasRequest, 'headers'>): void {
    this.#strategyValue = getAuthorization(request) ?? this.#strategyValue
  }

  /** Returns the values that a call was sent with, and the one that its strategy has. */
  forCall({ signal }: Pick<AtlasRequest, 'signal'>): readonly string[] {
    const strategyValues = this.#strategyValue === undefined ? [] : [this.#strategyValue]
    return [...(this.#callValues.get(signal) ?? []), ...strategyValues]
  }
}
