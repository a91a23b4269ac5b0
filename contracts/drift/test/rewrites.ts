import {
  bodySites,
  choicesIn,
  ends,
  headerSites,
  isTree,
  listOf,
  mediaTypeSites,
  operationSites,
  parameterId,
  parameterSites,
  pathSites,
  replace,
  responseSites,
  type Site,
  schemaSites,
  sitesIn,
  type Tree,
  targetOf,
} from './sites.ts'

/** A way of writing a document otherwise, or of changing it: what can be done to it, place by place. */
export interface Rewrite {
  readonly name: string
  readonly places: (root: Tree) => (() => unknown)[]
}

const is30 = (root: Tree) => root['openapi'] === '3.0.3'
const isReference = ({ value }: Site) => '$ref' in value
export const inlineSchemas = (root: Tree): Site[] =>
  schemaSites(root).filter((site) => !isReference(site))

/** Schemas that can be put elsewhere. */
function movableSchemas(root: Tree): Site[] {
  const choices = choicesIn(root)
  return schemaSites(root).filter(({ value }) => !choices.has(value))
}

/** Adds each of the entries that an object does not have. */
const additions = (sites: readonly Site[], entries: Tree) =>
  sites.flatMap(({ value }) =>
    Object.entries(entries)
      .filter(([key]) => !(key in value))
      .map(
        ([key, added]) =>
          () =>
            Object.assign(value, { [key]: structuredClone(added) }),
      ),
  )

/** Keywords that are understood together, and stay in one part. */
const together = [
  ['type', 'nullable'],
  ['properties', 'additionalProperties'],
  ['oneOf', 'anyOf', 'discriminator'],
  ['minimum', 'exclusiveMinimum'],
  ['maximum', 'exclusiveMaximum'],
]

const partsOf = (value: Tree) =>
  Map.groupBy(
    Object.entries(value).filter(([key]) => key !== 'allOf'),
    ([key]) => together.find((keys) => keys.includes(key))?.[0] ?? key,
  )

/** Adds a schema to the parts of another one. */
export const addPart = ({ value }: Site, part: Tree): void => {
  value['allOf'] = [...listOf(value['allOf']), part]
}

/** A reference to a new component. */
function extractComponent(root: Tree, kind: string, value: Tree): Tree {
  const components = isTree(root['components']) ? root['components'] : {}
  const all = components[kind]
  const name = `a/b~c d${Object.keys(Object(all)).length}`
  Object.assign(Object(all), { [name]: value })
  const escaped = name.replaceAll('~', '~0').replaceAll('/', '~1')
  return { $ref: `#/components/${kind}/${encodeURIComponent(escaped)}` }
}

/** Renames a key without moving it. */
function rename({ holder, key }: Site, name: string): void {
  const entries = Object.entries(holder)
  for (const [old] of entries) Reflect.deleteProperty(holder, old)
  for (const [old, value] of entries) Reflect.set(holder, old === key ? name : old, value)
}

/** Writes OpenAPI 3.1 as 3.0.3. */
function toOpenApi30(root: Tree): void {
  root['openapi'] = '3.0.3'
  for (const { value } of inlineSchemas(root)) {
    const types = listOf(value['type'])
    if (types.includes('null')) {
      const [type] = types.filter((each) => each !== 'null')
      Object.assign(value, { type, nullable: true })
    }
    if ('const' in value) value['enum'] = [value['const']]
    if (Array.isArray(value['examples'])) value['example'] = value['examples'][0]
    delete value['const']
    delete value['examples']
  }
}

/** Ways of writing a document that keep its meaning. */
export const rewrites: readonly Rewrite[] = [
  {
    name: 'OpenAPI 3.0 is written instead of 3.1',
    places: (root) => {
      const isOf31 = (site: Site) =>
        site.value['type'] === 'null' ||
        listOf(site.value['type']).filter((type) => type !== 'null').length > 1 ||
        (isReference(site) && Object.keys(site.value).length > 1)
      const sites = schemaSites(root)
      const choices = sites.flatMap(({ value }) => sitesIn(value['anyOf']))
      return is30(root) || [...sites, ...choices].some(isOf31) ? [] : [() => toOpenApi30(root)]
    },
  },
  {
    name: 'a default of a schema is written out',
    places: (root) =>
      additions(inlineSchemas(root), {
        ...{ minLength: 0, minItems: 0, minProperties: 0, uniqueItems: false, nullable: false },
        ...{ deprecated: false, readOnly: false, writeOnly: false, required: [] },
        ...{ exclusiveMinimum: false, exclusiveMaximum: false, additionalProperties: true },
      }),
  },
  {
    name: 'other keys may hold anything, in words',
    places: (root) =>
      [{}, { description: 'Anything.' }].flatMap((additionalProperties) =>
        additions(inlineSchemas(root), { additionalProperties }),
      ),
  },
  {
    name: 'the items of an array may be anything, in words',
    places: (root) =>
      inlineSchemas(root)
        .filter(({ value }) => isTree(value['items']) && Object.keys(value['items']).length === 0)
        .map(
          ({ value }) =>
            () =>
              Object.assign(value, { items: { description: 'Anything.' } }),
        ),
  },
  {
    name: 'a default of an operation, a parameter or a header is written out',
    places: (root) => [
      ...additions(operationSites(root), { deprecated: false, security: root['security'] }),
      ...additions(ends(root, headerSites(root)), {
        ...{ required: false, deprecated: false, style: 'simple', explode: false },
      }),
      ...ends(root, parameterSites(root)).flatMap((site) => {
        const style = site.value['in'] === 'query' ? 'form' : 'simple'
        const explode = style === 'form'
        return additions([site], { required: false, deprecated: false, style, explode })
      }),
    ],
  },
  {
    name: 'prose, an example or an extension is added or changed',
    places: (root) => {
      const prose = { description: 'Another text.', title: 'A title', 'x-note': 'A note' }
      const others = [
        ...operationSites(root),
        ...mediaTypeSites(root),
        ...ends(root, headerSites(root)),
      ]
      return [
        ...additions(others, { 'x-note': 'A note', summary: 'Another text.' }),
        ...additions(inlineSchemas(root), { ...prose, example: 'x', externalDocs: { url: 'x' } }),
        ...inlineSchemas(root)
          .filter(({ value: { description = 'Yet another.' } }) => description !== 'Yet another.')
          .map(
            ({ value }) =>
              () =>
                Object.assign(value, { description: 'Yet another.' }),
          ),
        ...additions(
          operationSites(root).flatMap(({ value }) =>
            sitesIn(value).filter(({ key }) => key === 'responses'),
          ),
          { 'x-note': { description: 'No status.' } },
        ),
      ]
    },
  },
  {
    name: 'keys or lists are in another order',
    places: (root) => {
      const sites = [...schemaSites(root), ...operationSites(root), ...pathSites(root)]
      const holders = [root, ...[...sites, ...bodySites(root)].map(({ value }) => value)]
      const trees = holders.flatMap((each) => [each, ...sitesIn(each).map(({ value }) => value)])
      const lists = holders
        .flatMap((each) => Object.values(each))
        .filter((each) => Array.isArray(each))
      return [
        ...trees
          // Keys that are numbers, such as statuses, have an order of their own.
          .filter((each) => Object.keys(each).filter((key) => !/^\d+$/.test(key)).length > 1)
          .map((each) => () => {
            const entries = Object.entries(each).toReversed()
            for (const [key] of entries) delete each[key]
            for (const [key, value] of entries) each[key] = value
          }),
        ...lists.filter(({ length }) => length > 1).map((each) => () => each.reverse()),
      ]
    },
  },
  {
    name: 'a media type is in upper case, or has a parameter',
    places: (root) =>
      mediaTypeSites(root).flatMap((site) =>
        [site.key.toUpperCase(), `${site.key}; charset=utf-8`]
          .filter((name) => name !== site.key && name.split(';').length < 3)
          .map((name) => () => rename(site, name)),
      ),
  },
  {
    name: 'a header is in upper case',
    places: (root) =>
      headerSites(root)
        .filter(({ key }) => key !== key.toUpperCase())
        .map((site) => () => rename(site, site.key.toUpperCase())),
  },
  {
    name: 'a header is described that is not to be described',
    places: (root) => [
      ...operationSites(root).map(({ value }) => () => {
        const parameter = {
          name: 'Accept',
          in: 'header',
          required: true,
          schema: { type: 'string' },
        }
        value['parameters'] = [...listOf(value['parameters']), parameter]
      }),
      ...bodySites(root)
        .filter(({ value }) => isTree(value['headers']) && !('content-type' in value['headers']))
        .map(({ value }) => () => {
          value['headers'] = { ...Object(value['headers']), 'content-type': { schema: {} } }
        }),
    ],
  },
  {
    name: 'a parameter of every operation of a path is one of the path',
    places: (root) =>
      pathSites(root).flatMap(({ value: item }) => {
        const lists = sitesIn(item).map(({ value }) => ends(root, sitesIn(value['parameters'])))
        const textOf = ({ value }: Site) => JSON.stringify(value)
        const shared = lists[0]?.filter((one) =>
          lists.every((all) => all.some((each) => textOf(each) === textOf(one))),
        )
        return (shared ?? []).map((parameter) => () => {
          const id = parameterId(root, parameter)
          const isOther = (site: Site) => parameterId(root, site) !== id
          for (const { value } of sitesIn(item))
            value['parameters'] = sitesIn(value['parameters'])
              .filter(isOther)
              .map((each) => each.value)
          const others = sitesIn(item['parameters'])
            .filter(isOther)
            .map((each) => each.value)
          item['parameters'] = [...others, structuredClone(parameter.value)]
        })
      }),
  },
  {
    name: 'a parameter of a path is one of each of its operations',
    places: (root) =>
      pathSites(root).flatMap(({ value: item }) =>
        sitesIn(item['parameters']).map((parameter) => () => {
          const id = parameterId(root, parameter)
          for (const { value } of sitesIn(item)) {
            const own = sitesIn(value['parameters'])
            if (own.some((site) => parameterId(root, site) === id)) continue
            value['parameters'] = [...listOf(value['parameters']), structuredClone(parameter.value)]
          }
          item['parameters'] = listOf(item['parameters']).filter((each) => each !== parameter.value)
        }),
      ),
  },
  {
    name: 'a path has a parameter that each of its operations overrides',
    places: (root) =>
      pathSites(root).flatMap(({ value: item }) => {
        const ids = (site: Site) =>
          sitesIn(site.value['parameters']).map((each) => parameterId(root, each))
        const [first, ...rest] = sitesIn(item).map((site) => new Set(ids(site)))
        const taken = sitesIn(item['parameters']).map((each) => parameterId(root, each))
        const shared = [...(first ?? [])].filter((id) => rest.every((each) => each.has(id)))
        return shared
          .filter((id) => !taken.includes(id))
          .map((id) => () => {
            const [where, name] = id.split(' ')
            const schema = { type: 'array', items: { type: 'string' } }
            const parameter = { name, in: where, required: true, schema }
            item['parameters'] = [...listOf(item['parameters']), parameter]
          })
      }),
  },
  {
    name: 'a parameter of a path has another name',
    places: (root) =>
      pathSites(root).flatMap((path) =>
        [...path.key.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => () => {
          const lists = [path, ...sitesIn(path.value)].map(({ value }) =>
            sitesIn(value['parameters']),
          )
          for (const site of lists.flat()) {
            const [{ value } = site] = ends(root, [site])
            if (value['in'] === 'path' && value['name'] === name)
              replace(site, { ...structuredClone(value), name: `${name}X` })
          }
          rename(path, path.key.replace(`{${name}}`, `{${name}X}`))
        }),
      ),
  },
  {
    name: 'a reference is replaced by what it leads to',
    places: (root) =>
      [
        ...movableSchemas(root),
        ...parameterSites(root),
        ...headerSites(root),
        ...responseSites(root),
      ]
        .filter(isReference)
        .map((site) => () => {
          const { $ref: _, ...siblings } = site.value
          const value = structuredClone(targetOf(root, site)?.value ?? {})
          const hasSiblings = Object.keys(siblings).length > 0 && !is30(root)
          replace(site, hasSiblings ? { allOf: [value], ...siblings } : value)
        }),
  },
  {
    name: 'what is written in its place is referred to',
    places: (root) => [
      ...movableSchemas(root).map(
        (site) => () => replace(site, extractComponent(root, 'schemas', site.value)),
      ),
      ...parameterSites(root).map(
        (site) => () => replace(site, extractComponent(root, 'parameters', site.value)),
      ),
      ...headerSites(root).map(
        (site) => () => replace(site, extractComponent(root, 'headers', site.value)),
      ),
      ...responseSites(root).map(
        (site) => () => replace(site, extractComponent(root, 'responses', site.value)),
      ),
    ],
  },
  {
    name: 'something beside a reference is ignored (OpenAPI 3.0)',
    places: (root) =>
      is30(root)
        ? additions(schemaSites(root).filter(isReference), {
            maxLength: 1,
            nullable: true,
            enum: [],
          })
        : [],
  },
  {
    name: 'something beside a reference states nothing (OpenAPI 3.1)',
    places: (root) =>
      is30(root)
        ? []
        : additions(schemaSites(root).filter(isReference), { description: 'x', minLength: 0 }),
  },
  {
    name: 'a schema is split into parts',
    places: (root) =>
      inlineSchemas(root).flatMap((site) =>
        [...partsOf(site.value).values()].map((entries) => () => {
          for (const [key] of entries) delete site.value[key]
          addPart(site, Object.fromEntries(entries))
        }),
      ),
  },
  {
    name: 'fields are described in several parts',
    places: (root) =>
      inlineSchemas(root)
        .filter(({ value }) => [true, undefined].includes(Object(value)['additionalProperties']))
        .flatMap((site) =>
          Object.entries(Object(site.value['properties'])).map(([name, property]) => () => {
            Reflect.deleteProperty(Object(site.value['properties']), name)
            addPart(site, { properties: { [name]: property } })
          }),
        ),
  },
  {
    name: 'a part requires less than another one',
    places: (root) =>
      inlineSchemas(root).flatMap((site) => {
        const { value } = site
        const number = (key: string) => Number(value[key])
        return [
          ...['maxLength', 'maximum']
            .filter((key) => key in value)
            .map((key) => ({ [key]: number(key) + 5 })),
          ...['minLength', 'minimum']
            .filter((key) => number(key) > 1)
            .map((key) => ({ [key]: number(key) - 1 })),
          ...['enum']
            .filter((key) => key in value)
            .map((key) => ({ [key]: ['X', ...listOf(value[key])] })),
          ...['pattern', 'format']
            .filter((key) => key in value)
            .map((key) => ({ [key]: value[key] })),
        ].map((part) => () => addPart(site, part))
      }),
  },
  {
    name: 'a schema is the only part, or the only choice',
    places: (root) =>
      movableSchemas(root).flatMap((site) =>
        ['allOf', 'oneOf', 'anyOf'].map((key) => () => replace(site, { [key]: [site.value] })),
      ),
  },
  {
    name: 'null is a choice instead of a type (OpenAPI 3.1)',
    places: (root) =>
      inlineSchemas(root)
        .filter(({ value }) => listOf(value['type']).includes('null'))
        .map((site) => () => {
          const type = listOf(site.value['type']).filter((each) => each !== 'null')
          replace(site, { anyOf: [{ ...site.value, type }, { type: 'null' }] })
        }),
  },
  {
    name: 'the only value is written as const (OpenAPI 3.1)',
    places: (root) =>
      inlineSchemas(root)
        .filter(({ value }) => !is30(root) && listOf(value['enum']).length === 1)
        .map(({ value }) => () => {
          value['const'] = listOf(value['enum'])[0]
          delete value['enum']
        }),
  },
  {
    name: 'a type that goes without saying is left out',
    places: (root) =>
      inlineSchemas(root)
        .filter(({ value }) => value['nullable'] !== true)
        .filter(({ value: { type, properties, items } }) =>
          type === 'object'
            ? Object.keys(Object(properties)).length > 0
            : type === 'array' && isTree(items),
        )
        .map(
          ({ value }) =>
            () =>
              delete value['type'],
        ),
  },
  {
    name: 'a role is written without a list',
    places: (root) =>
      operationSites(root)
        .filter(({ value }) => listOf(value['x-rolesRequirements']).length === 1)
        .map(({ value }) => () => {
          value['x-rolesRequirements'] = listOf(value['x-rolesRequirements'])[0]
        }),
  },
]
