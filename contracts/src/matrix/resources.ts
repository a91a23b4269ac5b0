import { type Operation, operations, type Schema, supportedProviders } from '@export-buckets/core'

const resourcePattern =
  /^\/api\/atlas\/v2\/groups\/\{groupId\}(?:\/clusters\/\{clusterName\})?(?:\/backup)?\/(\w+)/

/** Returns the name of an operation's resource, which is a segment of its path, such as `snapshots`. */
export function getResourceName({ path }: Operation): string {
  const [, name] = resourcePattern.exec(path) ?? []
  if (name === undefined) throw new Error(`${path} has no resource`)
  return name
}

/** The operations of each resource, by its name. */
export const operationsByResource: ReadonlyMap<string, readonly Operation[]> = Map.groupBy(
  Object.values(operations),
  getResourceName,
)

const operationsOfSameResource = (operation: Operation): readonly Operation[] =>
  operationsByResource.get(getResourceName(operation)) ?? []

/** The properties whose value is a cloud provider. */
export const providerProperties: readonly string[] = ['cloudProvider', 'providerName']

/** Returns whether a body, or an element of a page, has a schema for each cloud provider. */
export function hasProviderVariants(schema: Schema | undefined): boolean {
  if (schema?.type === 'object') {
    const results = schema.properties['results']
    return results?.type === 'array' && hasProviderVariants(results.items)
  }
  const discriminator = schema?.type === undefined ? schema?.discriminator : undefined
  return discriminator !== undefined && providerProperties.includes(discriminator)
}

/** Returns whether the resource of an operation has a schema for each cloud provider. */
export const hasProviders = (operation: Operation): boolean =>
  operationsOfSameResource(operation).some(({ versions }) =>
    versions.some(({ schema }) => hasProviderVariants(schema)),
  )

/** Returns whether some versions of an operation's resource know fewer cloud providers than others. */
export const hasVersionsByProvider = (operation: Operation): boolean =>
  operationsOfSameResource(operation).some(({ operationId, versions }) => {
    const providerLists = versions.map(({ version }) =>
      supportedProviders(operationId, version).join(),
    )
    return new Set(providerLists).size > 1
  })
