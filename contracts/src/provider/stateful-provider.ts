import { AccessToken, GroupId, tokenPath } from '@export-buckets/core'
import { ha1 } from '@export-buckets/digest/server'
import {
  type AppOptions,
  type CloudMetadata,
  createApp,
  hashSecret,
  type ProjectGrant,
  type RateLimiterFactory,
  realm,
  type Store,
  StoreUnavailableError,
} from '@export-buckets/edge'
import { type ProviderStates, validPublicKey } from '../matrix/cell.ts'
import { exampleBucket } from '../matrix/example-buckets.ts'

type App = ReturnType<typeof createApp>

/** The credentials of the caller: a service account and an API key of the same name. */
export interface ConsumerCredentials {
  readonly name: string
  readonly clientSecret: string
  readonly privateKey: string
}

/** Generates credentials with random secrets. */
export function generateConsumerCredentials(): ConsumerCredentials {
  return {
    name: validPublicKey,
    clientSecret: crypto.randomUUID(),
    privateKey: crypto.randomUUID(),
  }
}

/** Creates an empty store that replaces the previous one. */
export type StoreFactory = () => Promise<Store>

/** Creates the app that the verifier calls. */
export type AppFactory = (options: AppOptions) => App

/** The real edge app on a real database, in any runtime. Its methods set provider states. */
export class StatefulProvider {
  readonly credentials: ConsumerCredentials
  readonly #secret = crypto.getRandomValues(new Uint8Array(32))
  readonly #storeFactory: StoreFactory
  readonly #appFactory: AppFactory
  #options: AppOptions | undefined
  #grants: readonly ProjectGrant[] = []
  #app: App | undefined

  constructor(
    storeFactory: StoreFactory,
    credentials: ConsumerCredentials,
    appFactory: AppFactory = createApp,
  ) {
    this.#storeFactory = storeFactory
    this.#appFactory = appFactory
    this.credentials = credentials
  }

  /** Creates a project in a new database. Every interaction starts with this state. */
  async createProject(state: ProviderStates['a project with an export bucket']): Promise<void> {
    const store = await this.#storeFactory()
    const groupId = GroupId.parse(state.groupId)
    this.#grants = [{ groupId, roles: state.roles }]
    await this.#saveCredentials(store, this.#grants)
    await store.saveExportBucket(groupId, exampleBucket(state.cloudProvider))
    this.#rebuildApp({
      store,
      secret: this.#secret,
      now: () => Date.parse('2026-11-24'),
      log: () => {},
    })
  }

  /** Makes a cluster export to the bucket. */
  async markBucketAsUsed(state: ProviderStates['a cluster exports to the bucket']): Promise<void> {
    const { groupId, cloudProvider, clusterName } = state
    const { _id } = exampleBucket(cloudProvider)
    await this.#requireOptions().store.saveExportBucketUse(GroupId.parse(groupId), _id, clusterName)
  }

  /** Sets the clock. */
  async setTime({ now }: ProviderStates['the time is']): Promise<void> {
    this.#rebuildApp({ ...this.#requireOptions(), now: () => Date.parse(now) })
  }

  /** Uses up the rate limit of the caller. */
  async exhaustRateLimit(): Promise<void> {
    const allowed = { ok: true, remaining: 1, retryAfter: 0 }
    const exhausted = { ok: false, remaining: 0, retryAfter: 30 }
    const rateLimiters: RateLimiterFactory = (name) => ({
      // The token endpoints are not part of the contract, so the caller still gets a token.
      take: () => (name === 'tokens' ? allowed : exhausted),
    })
    this.#rebuildApp({ ...this.#requireOptions(), rateLimiters })
  }

  /** Limits the credentials of the caller to some operations. */
  async limitOperations({
    operations,
  }: ProviderStates['the credentials are limited to the operations']): Promise<void> {
    const { store } = this.#requireOptions()
    await this.#saveCredentials(
      store,
      this.#grants.map((grant) => ({ ...grant, operations })),
    )
  }

  /** Sets whether Atlas can use the role of a request. */
  async setRoleStatus({ status }: ProviderStates['the role of the request is']): Promise<void> {
    const cloud: CloudMetadata = {
      region: () => 'us-east-1',
      tenantId: () => '4297fc77-1592-4de8-a6d5-a8c32401df87',
      roleStatus: () => status,
    }
    this.#rebuildApp({ ...this.#requireOptions(), cloud })
  }

  /** Makes reads and writes of buckets fail. Authentication still works. */
  async failStorage({ because }: ProviderStates['the storage fails']): Promise<void> {
    const { store, ...options } = this.#requireOptions()
    const error = because === 'it is away' ? new StoreUnavailableError(because) : new Error(because)
    const fail = () => Promise.reject(error)
    const failingStore: Store = {
      ...store,
      exportBucket: fail,
      exportBuckets: fail,
      replaceExportBucket: fail,
      saveExportBucket: fail,
      deleteExportBucket: fail,
      ready: fail,
    }
    this.#rebuildApp({ ...options, store: failingStore })
  }

  /** The app in its current state. */
  get app(): App {
    if (this.#app === undefined) throw new Error('no provider state was set')
    return this.#app
  }

  /** Returns an `Authorization` of the caller, with a token of the token endpoint. */
  async authorize(): Promise<string> {
    const { name, clientSecret } = this.credentials
    const response = await this.app.request(tokenPath, {
      method: 'POST',
      headers: { Authorization: `Basic ${btoa(`${name}:${clientSecret}`)}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    })
    const { access_token: token } = AccessToken.parse(await response.json())
    return `Bearer ${token}`
  }

  async #saveCredentials(store: Store, grants: readonly ProjectGrant[]): Promise<void> {
    const { name, clientSecret, privateKey } = this.credentials
    await store.saveServiceAccount({
      clientId: name,
      secretHash: hashSecret(clientSecret),
      grants,
    })
    const key = { username: name, realm, password: privateKey }
    await store.saveApiKey({ publicKey: name, ha1: ha1(key), grants })
  }

  #requireOptions(): AppOptions {
    if (this.#options === undefined)
      throw new Error('"a project with an export bucket" has to be set first')
    return this.#options
  }

  #rebuildApp(options: AppOptions): void {
    this.#options = options
    this.#app = this.#appFactory(options)
  }
}
