/** An object of a document that a test changes. */
export type MutableObject = Record<string, unknown>

export const isMutableObject = (value: unknown): value is MutableObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const toArray = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** An object of a document and its parent. */
export interface Site {
  readonly parent: object
  readonly key: string
  readonly value: MutableObject
}

export const replace = ({ parent, key }: Site, value: unknown): boolean =>
  Reflect.set(parent, key, value)

/** Returns the child objects of an object or array. */
export const childSites = (parent: unknown): Site[] =>
  Object.entries(Object(parent)).flatMap(([key, value]) =>
    isMutableObject(value) ? [{ parent: Object(parent), key, value }] : [],
  )

const childrenNamed = (parent: unknown, ...keys: readonly string[]): Site[] =>
  childSites(parent).filter(({ key }) => keys.includes(key))

/** Returns the target of a reference, or `undefined` for any other value. */
export function resolveTarget(root: MutableObject, { value }: Site): Site | undefined {
  const { $ref: reference } = value
  if (typeof reference !== 'string') return undefined
  const keys = reference
    .split('/')
    .slice(1)
    .map((key) => decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~'))
  const getKey = (parent: unknown, key: string): unknown => Reflect.get(Object(parent), key)
  const key = keys.at(-1) ?? ''
  return childrenNamed(keys.slice(0, -1).reduce(getKey, root), key)[0]
}

/** Returns the sites with their references resolved. */
export const resolveSites = (root: MutableObject, sites: readonly Site[]): Site[] =>
  sites.map((site) => {
    let target = site
    for (
      let next = resolveTarget(root, target);
      next !== undefined;
      next = resolveTarget(root, target)
    )
      target = next
    return target
  })

/** Returns the paths with compared operations: those that state a role. */
export const pathSites = (root: MutableObject): Site[] =>
  childSites(root['paths']).filter(({ value }) => childOperations(value).length > 0)

const isOperation = ({ value }: Site) => 'x-rolesRequirements' in value

const childOperations = (item: MutableObject): Site[] => childSites(item).filter(isOperation)

export const operationSites = (root: MutableObject): Site[] =>
  pathSites(root).flatMap(({ value }) => childOperations(value))

/** Returns the key of a parameter. */
export function parameterId(root: MutableObject, site: Site): string {
  const [{ value } = site] = resolveSites(root, [site])
  return `${value['in']} ${value['name']}`
}

/**
 * Returns the effective parameters, with references: those of a path that some operation does not override, and those
 * of operations.
 */
export function parameterSites(root: MutableObject): Site[] {
  return pathSites(root).flatMap(({ value: item }) => {
    const parametersByOperation = childOperations(item).map(({ value }) =>
      childSites(value['parameters']),
    )
    const isOverridden = (site: Site) =>
      parametersByOperation.every((parameters) =>
        parameters.some((parameter) => parameterId(root, parameter) === parameterId(root, site)),
      )
    const allParameters = [
      ...childSites(item['parameters']).filter((site) => !isOverridden(site)),
      ...parametersByOperation.flat(),
    ]
    return allParameters.filter((site) => parameterId(root, site) !== 'header Accept')
  })
}

export const responseSites = (root: MutableObject): Site[] =>
  operationSites(root)
    .flatMap(({ value }) => childSites(value['responses']))
    .filter(({ key }) => !key.startsWith('x-'))

/** Returns the requests and responses, which have `content`. */
export const bodySites = (root: MutableObject): Site[] =>
  distinct(
    resolveSites(root, [
      ...operationSites(root).flatMap(({ value }) => childrenNamed(value, 'requestBody')),
      ...responseSites(root),
    ]),
  )

/** Returns the headers that OpenAPI does not ignore, with references. */
export const headerSites = (root: MutableObject): Site[] =>
  bodySites(root)
    .flatMap(({ value }) => childSites(value['headers']))
    .filter(({ key }) => key.toLowerCase() !== 'content-type')

export const mediaTypeSites = (root: MutableObject): Site[] =>
  bodySites(root).flatMap(({ value }) => childSites(value['content']))

const distinct = (sites: readonly Site[]): Site[] => [
  ...new Map(sites.map((site) => [site.value, site])).values(),
]

/** Returns every schema of the operations. */
export function schemaSites(root: MutableObject): Site[] {
  const ignoresSiblings = String(root['openapi']).startsWith('3.0')
  const sitesByObject = new Map<MutableObject, Site>()
  const add = (site: Site): void => {
    const { value } = site
    if (sitesByObject.has(value) || value['type'] === 'null') return
    sitesByObject.set(value, site)
    const target = resolveTarget(root, site)
    if (target !== undefined) add(target)
    if (target !== undefined && ignoresSiblings) return
    childrenNamed(value, 'items', 'additionalProperties').forEach(add)
    for (const key of ['properties', 'allOf', 'oneOf', 'anyOf']) childSites(value[key]).forEach(add)
  }
  const describedSites = [
    ...resolveSites(root, [...parameterSites(root), ...headerSites(root)]),
    ...mediaTypeSites(root),
  ]
  describedSites.flatMap(({ value }) => childrenNamed(value, 'schema')).forEach(add)
  return [...sitesByObject.values()]
}

/** Returns the variants of discriminators, which must remain references (OpenAPI 3.1, Discriminator Object). */
export const findChoices = (root: MutableObject): Set<MutableObject> =>
  new Set(
    schemaSites(root)
      .filter(({ value }) => 'discriminator' in value)
      .flatMap(({ value }) => [...childSites(value['oneOf']), ...childSites(value['anyOf'])])
      .map(({ value }) => value),
  )
