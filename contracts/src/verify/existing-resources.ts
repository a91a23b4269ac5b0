import { operations, type Role } from '@export-buckets/core'
import type { Cell } from '../matrix/cell.ts'
import {
  examplePathParameters,
  type PathParameterName,
  type PathParameters,
} from '../matrix/ids.ts'
import type { ProviderState } from '../matrix/provider-state.ts'
import { getResourceName } from '../matrix/resources.ts'
import type { ExistingResources } from './options.ts'

/** Returns whether the existing resources can be assumed to be in a state. */
function isAssumable({ name, parameters }: ProviderState): boolean {
  switch (name) {
    case 'a project with an export bucket':
    case 'a cluster with a backup schedule':
      return true
    case 'a cluster':
      return parameters.backupEnabled
    case 'a cluster with a snapshot':
      return parameters.status === 'completed' && parameters.snapshotType === 'onDemand'
    case 'a cluster with an export job':
      return parameters.state === 'Successful'
    default:
      return false
  }
}

const lacksRole = ({ name, parameters }: ProviderState, role: Role) =>
  name === 'a project with an export bucket' && !parameters.roles.includes(role)

/** Returns the provider state of a cell that cannot be assumed, or `undefined` when all can. */
function findUnmetState({ operationId, states, table }: Cell): string | undefined {
  const { role } = operations[operationId]
  if (states.some((state) => lacksRole(state, role))) return 'the caller lacks the role'
  const unmetState = states.find((state) => !isAssumable(state))
  // These cells need a resource in a certain state, which an existing resource may not be in.
  return unmetState?.name ?? (table === 'states' ? states.at(-1)?.name : undefined)
}

const isSharded = ({ states }: Cell) =>
  states.some(({ parameters }) => Object(parameters).clusterType === 'SHARDED')

/** Returns the path parameters of a cell: the ids and names of the existing resources. */
export function existingParameters(
  cell: Cell,
  { groupId, buckets, roles, exportId, ...existing }: ExistingResources,
): Partial<PathParameters> {
  const { cloudProvider } = cell
  const { clusterName, snapshotId } = isSharded(cell) ? (existing.sharded ?? {}) : existing
  const [exportBucketId, roleId] = [buckets[cloudProvider], roles?.[cloudProvider]]
  const parameters = { groupId, exportBucketId, roleId, clusterName, snapshotId, exportId }
  const presentParameters = Object.entries(parameters).filter(([, value]) => value !== undefined)
  return { cloudProvider, ...Object.fromEntries(presentParameters) }
}

/** The field that identifies a resource in a response, and the path parameter with its value. */
export interface ElementId {
  readonly field: string
  readonly parameter: PathParameterName
}

const elementIds: Readonly<Record<string, ElementId>> = {
  clusters: { field: 'name', parameter: 'clusterName' },
  exportBuckets: { field: '_id', parameter: 'exportBucketId' },
  exports: { field: 'id', parameter: 'exportId' },
  snapshots: { field: 'id', parameter: 'snapshotId' },
}

/** Returns the field that identifies the resource of a response, or `undefined` when no field does. */
export function findElementId({ operationId, cloudProvider }: Cell): ElementId | undefined {
  const resource = getResourceName(operations[operationId])
  if (resource === 'cloudProviderAccess')
    return { field: cloudProvider === 'AZURE' ? '_id' : 'roleId', parameter: 'roleId' }
  return elementIds[resource]
}

/** Returns whether the response of a cell is a list that contains its resource. */
export function listsElement({ expectedResponse }: Cell): boolean {
  if (expectedResponse.kind !== 'body') return false
  const { results } = expectedResponse.example.body
  return Array.isArray(results) && results.length > 0
}

/**
 * Returns the path parameters of the resources that must exist for a cell. An operation that requires more than Project Read
 * Only always needs its resource: who passes the resource is expected to have the role.
 */
function neededParameters(cell: Cell): PathParameterName[] {
  const { operationId, call, cloudProvider } = cell
  const { path, role } = operations[operationId]
  const examples = examplePathParameters(cloudProvider)
  const inPath = parameterNames.filter(
    (name) => path.includes(`{${name}}`) && call.pathParameters[name] === examples[name],
  )
  const needsElement = listsElement(cell) || role !== 'GROUP_READ_ONLY'
  const elementParameter = needsElement ? findElementId(cell)?.parameter : undefined
  return elementParameter === undefined || inPath.includes(elementParameter)
    ? inPath
    : [...inPath, elementParameter]
}

const titles: Readonly<Record<PathParameterName, (cell: Cell) => string>> = {
  groupId: () => 'project',
  exportBucketId: ({ cloudProvider }) => `${cloudProvider} bucket`,
  roleId: ({ cloudProvider }) => `${cloudProvider} role`,
  cloudProvider: () => 'cloud provider',
  clusterName: (cell) => (isSharded(cell) ? 'sharded cluster' : 'cluster'),
  snapshotId: (cell) => (isSharded(cell) ? 'snapshot of a sharded cluster' : 'snapshot'),
  exportId: () => 'export job',
}

const parameterNames = Object.keys(titles).filter(
  (name): name is PathParameterName => name in titles,
)

/** Returns why a cell cannot be verified read-only, or `undefined` when it can. */
export function skipReason(cell: Cell, existing: ExistingResources): string | undefined {
  const { method } = operations[cell.operationId]
  if (method !== 'GET') return `${method} could change data`
  const state = findUnmetState(cell)
  if (state !== undefined) return `needs the provider state "${state}"`
  const parameters = existingParameters(cell, existing)
  const missing = neededParameters(cell).find((name) => parameters[name] === undefined)
  return missing && `no ${titles[missing](cell)} was given`
}
