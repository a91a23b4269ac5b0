import type { ClusterName } from '@export-buckets/core'
import type {
  ResourceKey,
  ResourceKind,
  ResourceLock,
  ResourceScope,
  Resources,
} from '../resources.ts'

interface Row<Resource> {
  readonly resource: Resource
  readonly lock?: ResourceLock | undefined
}

/** The rows of one kind, by scope and then by id. */
type Table<Resource> = Map<string, Map<string, Row<Resource>>>

type Tables = { readonly [Kind in ResourceKind]: Table<Resources[Kind]> }

const scopeText = ({
  groupId,
  clusterName,
}: Pick<ResourceScope<ResourceKind>, 'groupId' | 'clusterName'>) =>
  `${groupId}/${clusterName ?? ''}`

/** The resources of a memory store. The methods are synchronous, so that a caller can use several of them atomically. */
export class MemoryResources {
  readonly #tables: Tables = {
    role: new Map(),
    cluster: new Map(),
    snapshot: new Map(),
    exportJob: new Map(),
    schedule: new Map(),
    simulation: new Map(),
  }

  get<Kind extends ResourceKind>(key: ResourceKey<Kind>): Resources[Kind] | undefined {
    return this.#rows(key).get(key.id)?.resource
  }

  /** Returns the resources of a scope, ordered by id. */
  list<Kind extends ResourceKind>(scope: ResourceScope<Kind>): Resources[Kind][] {
    return [...this.#rows(scope)]
      .sort(([id], [otherId]) => (id < otherId ? -1 : 1))
      .map(([, { resource }]) => resource)
  }

  /** Adds or replaces a resource. Returns false without its cluster, or while another resource with the lock is in progress. */
  save<Kind extends ResourceKind>(
    key: ResourceKey<Kind>,
    resource: Resources[Kind],
    lock?: ResourceLock,
  ): boolean {
    if (!this.#hasCluster(key) || (lock !== undefined && this.#isLocked(key, lock))) return false
    const table = this.#table(key.kind)
    table.set(scopeText(key), this.#rows(key).set(key.id, { resource, lock }))
    return true
  }

  /** Returns false when the resource does not exist. */
  replace<Kind extends ResourceKind>(key: ResourceKey<Kind>, resource: Resources[Kind]): boolean {
    const rows = this.#rows(key)
    const row = rows.get(key.id)
    if (row !== undefined) rows.set(key.id, { ...row, resource })
    return row !== undefined
  }

  /** Returns false when the resource does not exist. */
  delete(key: ResourceKey<ResourceKind>): boolean {
    return this.#rows(key).delete(key.id)
  }

  /** Deletes a cluster with its resources. Returns false when it does not exist. */
  deleteCluster(groupId: string, name: ClusterName): boolean {
    const scope = scopeText({ groupId, clusterName: name })
    for (const table of Object.values(this.#tables)) table.delete(scope)
    return this.delete({ kind: 'cluster', groupId, id: name })
  }

  #table<Kind extends ResourceKind>(kind: Kind): Table<Resources[Kind]> {
    return this.#tables[kind]
  }

  #rows<Kind extends ResourceKind>(scope: ResourceScope<Kind>): Map<string, Row<Resources[Kind]>> {
    return this.#table(scope.kind).get(scopeText(scope)) ?? new Map()
  }

  /** Returns whether a resource belongs to no cluster, or to one that exists. */
  #hasCluster({ groupId, clusterName }: ResourceKey<ResourceKind>): boolean {
    return (
      clusterName === undefined ||
      this.get({ kind: 'cluster', groupId, id: clusterName }) !== undefined
    )
  }

  #isLocked(key: ResourceKey<ResourceKind>, { name, now }: ResourceLock): boolean {
    return [...this.#rows(key)].some(
      ([id, { lock }]) => id !== key.id && lock?.name === name && lock.until > now,
    )
  }
}
