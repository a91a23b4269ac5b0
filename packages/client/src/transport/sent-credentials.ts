import type { AtlasRequest } from '../fetch.ts'

const authorizationOf = ({ headers }: Pick<AtlasRequest, 'headers'>) => headers['authorization']

/** Remembers which `Authorization` a client has sent, so that no error repeats what a server repeats of it. */
export class SentCredentials {
  /** By the signal of the call, which strategies hand on with each of its requests. */
  readonly #ofCalls = new WeakMap<AbortSignal, Set<string>>()
  #ofStrategy: string | undefined

  /** Records what a request of a call is sent with. */
  add(request: AtlasRequest): void {
    const authorization = authorizationOf(request)
    if (authorization === undefined) return
    const values = this.#ofCalls.get(request.signal) ?? new Set()
    this.#ofCalls.set(request.signal, values.add(authorization))
  }

  /** Records what a request of the strategy's own is sent with, such as one for a token. The last one is kept. */
  addOfStrategy(request: Pick<AtlasRequest, 'headers'>): void {
    this.#ofStrategy = authorizationOf(request) ?? this.#ofStrategy
  }

  /** Returns the values that a call was sent with, and the one that its strategy has. */
  of({ signal }: Pick<AtlasRequest, 'signal'>): readonly string[] {
    const ofStrategy = this.#ofStrategy === undefined ? [] : [this.#ofStrategy]
    return [...(this.#ofCalls.get(signal) ?? []), ...ofStrategy]
  }
}
