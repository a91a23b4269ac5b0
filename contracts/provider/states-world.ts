import { AccessToken, GroupId, tokenPath } from '@export-buckets/core'
import { ha1 } from '@export-buckets/digest/server'
import {
  type AppParts,
  type CloudFacts,
  createApp,
  type ProjectGrant,
  type RateLimiters,
  realm,
  type Store,
  StoreUnavailableError,
  secretHash,
} from '@export-buckets/edge'
import { exampleBucket } from '../matrix/buckets.ts'
import { goodKey } from '../matrix/signatures.ts'
import type { ProviderStates } from '../matrix/states.ts'

type App = ReturnType<typeof createApp>

/** Who calls: a service account and an API key of the same name. */
export interface Caller {
  readonly name: string
  readonly clientSecret: string
  readonly privateKey: string
}

/** Somebody whom nobody knows the secrets of. */
export function newCaller(): Caller {
  return { name: goodKey, clientSecret: crypto.randomUUID(), privateKey: crypto.randomUUID() }
}

/** Makes an empty store in place of the one before. */
export type FreshStore = () => Promise<Store>

/** Makes the app that the verifier calls. */
export type MakeApp = (parts: AppParts) => App

/** The real app over a real database, brought into one provider state after another, in any runtime. */
export class StatesWorld {
  readonly caller: Caller
  readonly #secret = crypto.getRandomValues(new Uint8Array(32))
  readonly #freshStore: FreshStore
  readonly #makeApp: MakeApp
  #parts: AppParts | undefined
  #grants: readonly ProjectGrant[] = []
  #app: App | undefined

  constructor(freshStore: FreshStore, caller: Caller, makeApp: MakeApp = createApp) {
    this.#freshStore = freshStore
    this.#makeApp = makeApp
    this.caller = caller
  }

  /** Puts a fresh project into a fresh database. Every interaction starts with this state. */
  async project(state: ProviderStates['a project with an export bucket']): Promise<void> {
    const store = await this.#freshStore()
    const groupId = GroupId.parse(state.groupId)
    this.#grants = [{ groupId, roles: state.roles }]
    await this.#saveCaller(store, this.#grants)
    await store.saveExportBucket(groupId, exampleBucket(state.cloudProvider))
    this.#rebuild({
      store,
      secret: this.#secret,
      now: () => Date.parse('2026-11-24'),
      log: () => {},
    })
  }

  /** Has a cluster export to the bucket. */
  async use(state: ProviderStates['a cluster exports to the bucket']): Promise<void> {
    const { groupId, cloudProvider, clusterName } = state
    const { _id } = exampleBucket(cloudProvider)
    await this.#known().store.saveExportBucketUse(GroupId.parse(groupId), _id, clusterName)
  }

  /** Turns the clock. */
  async time({ now }: ProviderStates['the time is']): Promise<void> {
    this.#rebuild({ ...this.#known(), now: () => Date.parse(now) })
  }

  /** Leaves the caller no request. */
  async rateLimit(): Promise<void> {
    const full = { ok: true, remaining: 1, retryAfter: 0 }
    const empty = { ok: false, remaining: 0, retryAfter: 30 }
    const rateLimiters: RateLimiters = (name) => ({
      // The token endpoints are not part of the contract: the caller still gets a token.
      take: () => (name === 'tokens' ? full : empty),
    })
    this.#rebuild({ ...this.#known(), rateLimiters })
  }

  /** Limits the credentials of the caller to some operations. */
  async limit({
    operations,
  }: ProviderStates['the credentials are limited to the operations']): Promise<void> {
    const { store } = this.#known()
    await this.#saveCaller(
      store,
      this.#grants.map((grant) => ({ ...grant, operations })),
    )
  }

  /** Says whether Atlas can use the role of a request. */
  async role({ status }: ProviderStates['the role of the request is']): Promise<void> {
    const cloud: CloudFacts = {
      region: () => 'us-east-1',
      tenantId: () => '4297fc77-1592-4de8-a6d5-a8c32401df87',
      roleStatus: () => status,
    }
    this.#rebuild({ ...this.#known(), cloud })
  }

  /** Makes reads and writes of buckets fail; whoever calls is still known. */
  async failure({ because }: ProviderStates['the storage fails']): Promise<void> {
    const { store, ...parts } = this.#known()
    const error = because === 'it is away' ? new StoreUnavailableError(because) : new Error(because)
    const fail = () => Promise.reject(error)
    const failing: Store = {
      ...store,
      exportBucket: fail,
      exportBuckets: fail,
      replaceExportBucket: fail,
      saveExportBucket: fail,
      deleteExportBucket: fail,
      ready: fail,
    }
    this.#rebuild({ ...parts, store: failing })
  }

  /** The app in the state it was brought into. */
  get app(): App {
    if (this.#app === undefined) throw new Error('no provider state was set')
    return this.#app
  }

  /** An `Authorization` that opens what the caller may see: a token of the token endpoint. */
  async bearer(): Promise<string> {
    const { name, clientSecret } = this.caller
    const answer = await this.app.request(tokenPath, {
      method: 'POST',
      headers: { Authorization: `Basic ${btoa(`${name}:${clientSecret}`)}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    })
    const { access_token: token } = AccessToken.parse(await answer.json())
    return `Bearer ${token}`
  }

  async #saveCaller(store: Store, grants: readonly ProjectGrant[]): Promise<void> {
    const { name, clientSecret, privateKey } = this.caller
    await store.saveServiceAccount({
      clientId: name,
      secretHash: secretHash(clientSecret),
      grants,
    })
    const key = { username: name, realm, password: privateKey }
    await store.saveApiKey({ publicKey: name, ha1: ha1(key), grants })
  }

  #known(): AppParts {
    if (this.#parts === undefined) throw new Error('"a project with an export bucket" comes first')
    return this.#parts
  }

  #rebuild(parts: AppParts): void {
    this.#parts = parts
    this.#app = this.#makeApp(parts)
  }
}
