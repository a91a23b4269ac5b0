/** An object of a document that a test changes. */
export type Tree = Record<string, unknown>

export const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** An object of a document, and what holds it. */
export interface Site {
  readonly holder: object
  readonly key: string
  readonly value: Tree
}

export const replace = ({ holder, key }: Site, value: unknown): boolean =>
  Reflect.set(holder, key, value)

/** The objects that an object or array holds. */
export const sitesIn = (holder: unknown): Site[] =>
  Object.entries(Object(holder)).flatMap(([key, value]) =>
    isTree(value) ? [{ holder: Object(holder), key, value }] : [],
  )

const named = (holder: unknown, ...keys: readonly string[]): Site[] =>
  sitesIn(holder).filter(({ key }) => keys.includes(key))

/** What a reference leads to; nothing for what is none. */
export function targetOf(root: Tree, { value }: Site): Site | undefined {
  const { $ref: reference } = value
  if (typeof reference !== 'string') return undefined
  const keys = reference
    .split('/')
    .slice(1)
    .map((key) => decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~'))
  const at = (holder: unknown, key: string): unknown => Reflect.get(Object(holder), key)
  const key = keys.at(-1) ?? ''
  return named(keys.slice(0, -1).reduce(at, root), key)[0]
}

/** The ends of references, and what is none. */
export const ends = (root: Tree, sites: readonly Site[]): Site[] =>
  sites.map((site) => {
    let end = site
    for (let next = targetOf(root, end); next !== undefined; next = targetOf(root, end)) end = next
    return end
  })

/** The paths that have operations which are compared: those that state a role. */
export const pathSites = (root: Tree): Site[] =>
  sitesIn(root['paths']).filter(({ value }) => operationsIn(value).length > 0)

const isOperation = ({ value }: Site) => 'x-rolesRequirements' in value

const operationsIn = (item: Tree): Site[] => sitesIn(item).filter(isOperation)

export const operationSites = (root: Tree): Site[] =>
  pathSites(root).flatMap(({ value }) => operationsIn(value))

/** What identifies a parameter. */
export function parameterId(root: Tree, site: Site): string {
  const [{ value } = site] = ends(root, [site])
  return `${value['in']} ${value['name']}`
}

/** The parameters that OpenAPI has count, as they are written: those of a path that some operation does not override, and its own. */
export function parameterSites(root: Tree): Site[] {
  return pathSites(root).flatMap(({ value: item }) => {
    const own = operationsIn(item).map(({ value }) => sitesIn(value['parameters']))
    const isOverridden = (site: Site) =>
      own.every((all) => all.some((each) => parameterId(root, each) === parameterId(root, site)))
    const all = [
      ...sitesIn(item['parameters']).filter((site) => !isOverridden(site)),
      ...own.flat(),
    ]
    return all.filter((site) => parameterId(root, site) !== 'header Accept')
  })
}

export const responseSites = (root: Tree): Site[] =>
  operationSites(root)
    .flatMap(({ value }) => sitesIn(value['responses']))
    .filter(({ key }) => !key.startsWith('x-'))

/** What has `content`: requests and responses. */
export const bodySites = (root: Tree): Site[] =>
  distinct(
    ends(root, [
      ...operationSites(root).flatMap(({ value }) => named(value, 'requestBody')),
      ...responseSites(root),
    ]),
  )

/** The headers that OpenAPI has count, as they are written. */
export const headerSites = (root: Tree): Site[] =>
  bodySites(root)
    .flatMap(({ value }) => sitesIn(value['headers']))
    .filter(({ key }) => key.toLowerCase() !== 'content-type')

export const mediaTypeSites = (root: Tree): Site[] =>
  bodySites(root).flatMap(({ value }) => sitesIn(value['content']))

const distinct = (sites: readonly Site[]): Site[] => [
  ...new Map(sites.map((site) => [site.value, site])).values(),
]

/** Every schema that operations are described by. */
export function schemaSites(root: Tree): Site[] {
  const ignoresSiblings = String(root['openapi']).startsWith('3.0')
  const found = new Map<Tree, Site>()
  const add = (site: Site): void => {
    const { value } = site
    if (found.has(value) || value['type'] === 'null') return
    found.set(value, site)
    const target = targetOf(root, site)
    if (target !== undefined) add(target)
    if (target !== undefined && ignoresSiblings) return
    named(value, 'items', 'additionalProperties').forEach(add)
    for (const key of ['properties', 'allOf', 'oneOf', 'anyOf']) sitesIn(value[key]).forEach(add)
  }
  const described = [
    ...ends(root, [...parameterSites(root), ...headerSites(root)]),
    ...mediaTypeSites(root),
  ]
  described.flatMap(({ value }) => named(value, 'schema')).forEach(add)
  return [...found.values()]
}

/** Schemas that a discriminator tells apart: each must stay a reference (OpenAPI 3.1, Discriminator Object). */
export const choicesIn = (root: Tree): Set<Tree> =>
  new Set(
    schemaSites(root)
      .filter(({ value }) => 'discriminator' in value)
      .flatMap(({ value }) => [...sitesIn(value['oneOf']), ...sitesIn(value['anyOf'])])
      .map(({ value }) => value),
  )
