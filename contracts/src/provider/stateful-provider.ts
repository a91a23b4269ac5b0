import { AccessToken, type CloudProvider, GroupId, tokenPath } from '@export-buckets/core'
import { ha1 } from '@export-buckets/digest/server'
import {
  type AppOptions,
  createApp,
  hashSecret,
  type ProjectGrant,
  type RateLimiterFactory,
  realm,
  type Store,
} from '@export-buckets/edge'
import { validPublicKey } from '../matrix/cell.ts'
import { providerTime } from '../matrix/ids.ts'
import type { ClusterParameters, ProviderStates } from '../matrix/provider-state.ts'
import { failingStore } from './failing-store.ts'
import {
  saveBucket,
  saveCluster,
  saveExampleRole,
  saveExportJob,
  saveRoleStatus,
  saveSchedule,
  saveSnapshot,
} from './stored-examples.ts'

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

/** Allows every request. The limiters in memory allocate more than everything else of an app. */
const unlimited: RateLimiterFactory = () => ({
  take: () => ({ ok: true, remaining: 1, retryAfter: 0 }),
})

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

  /** Creates a project with an export bucket and its role, in a new database. */
  async createProject(state: ProviderStates['a project with an export bucket']): Promise<void> {
    const groupId = GroupId.parse(state.groupId)
    await saveBucket(await this.#createStore(groupId, state.roles), groupId, state.cloudProvider)
  }

  /** Creates a project with a role, in a new database. */
  async createProjectWithRole(
    state: ProviderStates['a project with a cloud provider access role'],
  ): Promise<void> {
    const groupId = GroupId.parse(state.groupId)
    const store = await this.#createStore(groupId, state.roles)
    await saveExampleRole(store, groupId, state.cloudProvider, state.status === 'authorized')
  }

  /** Creates a cluster. */
  async createCluster({ backupEnabled, ...state }: ProviderStates['a cluster']): Promise<void> {
    await saveCluster(this.#requireOptions().store, state, backupEnabled)
  }

  /** Creates a cluster with a snapshot. */
  async createSnapshot(state: ProviderStates['a cluster with a snapshot']): Promise<void> {
    await saveSnapshot(this.#requireOptions().store, state, state.status, state.snapshotType)
  }

  /** Creates a cluster with a snapshot and a job that exports it. */
  createExportJob(state: ProviderStates['a cluster with an export job']): Promise<void> {
    return saveExportJob(this.#requireOptions().store, state, state.cloudProvider, state.state)
  }

  /** Creates a cluster with a backup schedule, which exports to the bucket of a provider if there is one. */
  createSchedule(
    state: ClusterParameters & { readonly cloudProvider?: CloudProvider },
  ): Promise<void> {
    return saveSchedule(this.#requireOptions().store, state, state.cloudProvider)
  }

  /** Sets the clock. */
  async setTime(state: ProviderStates['the time is']): Promise<void> {
    this.#rebuildApp({ ...this.#requireOptions(), now: () => Date.parse(state.now) })
  }

  /** Uses up the rate limit of the caller. */
  async exhaustRateLimit(): Promise<void> {
    const exhausted = { ok: false, remaining: 0, retryAfter: 30 }
    const rateLimiters: RateLimiterFactory = (name, ...limit) =>
      // The token endpoints are not part of the contract, so the caller still gets a token.
      name === 'tokens' ? unlimited(name, ...limit) : { take: () => exhausted }
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

  /** Changes the status of the role that a request names. */
  setRoleStatus(state: ProviderStates['the role of the request is']): Promise<void> {
    return saveRoleStatus(this.#requireOptions().store, state)
  }

  /** Makes reads and writes of resources fail. Authentication still works. */
  async failStorage({ cause }: ProviderStates['the storage fails']): Promise<void> {
    const { store, ...options } = this.#requireOptions()
    this.#rebuildApp({ ...options, store: failingStore(store, cause) })
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

  /** Creates an empty store in which the caller has roles in a project, and an app with it. */
  async #createStore(groupId: GroupId, roles: readonly string[]): Promise<Store> {
    const store = await this.#storeFactory()
    this.#grants = [{ groupId, roles }]
    await this.#saveCredentials(store, this.#grants)
    this.#rebuildApp({
      store,
      secret: this.#secret,
      now: () => providerTime,
      log: () => undefined,
      rateLimiters: unlimited,
    })
    return store
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
    if (this.#options === undefined) throw new Error('a state of a project has to be set first')
    return this.#options
  }

  #rebuildApp(options: AppOptions): void {
    this.#options = options
    this.#app = this.#appFactory(options)
  }
}
