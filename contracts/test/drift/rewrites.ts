import {
  bodySites,
  childSites,
  findChoices,
  headerSites,
  isMutableObject,
  type MutableObject,
  mediaTypeSites,
  operationSites,
  parameterId,
  parameterSites,
  pathSites,
  replace,
  resolveSites,
  resolveTarget,
  responseSites,
  type Site,
  schemaSites,
  toArray,
} from './sites.ts'

/** A kind of rewrite or change of a document, with the edits that apply it in each place. */
export interface Rewrite {
  readonly name: string
  readonly findEdits: (root: MutableObject) => (() => unknown)[]
}

const isOpenApi30 = (root: MutableObject) => root['openapi'] === '3.0.3'
const isReference = ({ value }: Site) => '$ref' in value
export const inlineSchemas = (root: MutableObject): Site[] =>
  schemaSites(root).filter((site) => !isReference(site))

/** Schemas that can be moved. */
function movableSchemas(root: MutableObject): Site[] {
  const choices = findChoices(root)
  return schemaSites(root).filter(({ value }) => !choices.has(value))
}

/** Adds the entries that an object lacks. */
const addMissing = (sites: readonly Site[], entries: MutableObject) =>
  sites.flatMap(({ value }) =>
    Object.entries(entries)
      .filter(([key]) => !(key in value))
      .map(
        ([key, added]) =>
          () =>
            Object.assign(value, { [key]: structuredClone(added) }),
      ),
  )

/** Keywords that depend on each other and stay in one part. */
const relatedKeywords = [
  ['type', 'nullable'],
  ['properties', 'additionalProperties'],
  ['oneOf', 'anyOf', 'discriminator'],
  ['minimum', 'exclusiveMinimum'],
  ['maximum', 'exclusiveMaximum'],
]

const groupKeywords = (value: MutableObject) =>
  Map.groupBy(
    Object.entries(value).filter(([key]) => key !== 'allOf'),
    ([key]) => relatedKeywords.find((keys) => keys.includes(key))?.[0] ?? key,
  )

/** Adds a schema to the parts of another one. */
export const addPart = ({ value }: Site, part: MutableObject): void => {
  value['allOf'] = [...toArray(value['allOf']), part]
}

/** Adds a component and returns a reference to it. */
function extractComponent(root: MutableObject, kind: string, value: MutableObject): MutableObject {
  const components = isMutableObject(root['components']) ? root['components'] : {}
  const existing = components[kind]
  const name = `a/b~c d${Object.keys(Object(existing)).length}`
  Object.assign(Object(existing), { [name]: value })
  const escaped = name.replaceAll('~', '~0').replaceAll('/', '~1')
  return { $ref: `#/components/${kind}/${encodeURIComponent(escaped)}` }
}

/** Renames a key without moving it. */
function rename({ parent, key }: Site, name: string): void {
  const entries = Object.entries(parent)
  for (const [entryKey] of entries) Reflect.deleteProperty(parent, entryKey)
  for (const [entryKey, value] of entries)
    Reflect.set(parent, entryKey === key ? name : entryKey, value)
}

/** Writes OpenAPI 3.1 as 3.0.3. */
function toOpenApi30(root: MutableObject): void {
  root['openapi'] = '3.0.3'
  for (const { value } of inlineSchemas(root)) {
    const types = toArray(value['type'])
    if (types.includes('null')) {
      const [type] = types.filter((type) => type !== 'null')
      Object.assign(value, { type, nullable: true })
    }
    if ('const' in value) value['enum'] = [value['const']]
    if (Array.isArray(value['examples'])) value['example'] = value['examples'][0]
    delete value['const']
    delete value['examples']
  }
}

/** Rewrites that keep the meaning of a document. */
export const rewrites: readonly Rewrite[] = [
  {
    name: 'it is OpenAPI 3.0 instead of 3.1',
    findEdits: (root) => {
      const requiresOpenApi31 = (site: Site) =>
        site.value['type'] === 'null' ||
        toArray(site.value['type']).filter((type) => type !== 'null').length > 1 ||
        (isReference(site) && Object.keys(site.value).length > 1)
      const sites = schemaSites(root)
      const choices = sites.flatMap(({ value }) => childSites(value['anyOf']))
      return isOpenApi30(root) || [...sites, ...choices].some(requiresOpenApi31)
        ? []
        : [() => toOpenApi30(root)]
    },
  },
  {
    name: 'a default of a schema is explicit',
    findEdits: (root) =>
      addMissing(inlineSchemas(root), {
        ...{ minLength: 0, minItems: 0, minProperties: 0, uniqueItems: false, nullable: false },
        ...{ deprecated: false, readOnly: false, writeOnly: false, required: [] },
        ...{ exclusiveMinimum: false, exclusiveMaximum: false, additionalProperties: true },
      }),
  },
  {
    name: 'other keys are explicitly allowed',
    findEdits: (root) =>
      [{}, { description: 'Anything.' }].flatMap((additionalProperties) =>
        addMissing(inlineSchemas(root), { additionalProperties }),
      ),
  },
  {
    name: 'any items of an array are explicitly allowed',
    findEdits: (root) =>
      inlineSchemas(root)
        .filter(
          ({ value }) =>
            isMutableObject(value['items']) && Object.keys(value['items']).length === 0,
        )
        .map(
          ({ value }) =>
            () =>
              Object.assign(value, { items: { description: 'Anything.' } }),
        ),
  },
  {
    name: 'a default of an operation, a parameter or a header is explicit',
    findEdits: (root) => [
      ...addMissing(operationSites(root), { deprecated: false, security: root['security'] }),
      ...addMissing(resolveSites(root, headerSites(root)), {
        ...{ required: false, deprecated: false, style: 'simple', explode: false },
      }),
      ...resolveSites(root, parameterSites(root)).flatMap((site) => {
        const style = site.value['in'] === 'query' ? 'form' : 'simple'
        const explode = style === 'form'
        return addMissing([site], { required: false, deprecated: false, style, explode })
      }),
    ],
  },
  {
    name: 'prose, an example or an extension is added or changed',
    findEdits: (root) => {
      const prose = { description: 'Another text.', title: 'A title', 'x-note': 'A note' }
      const otherSites = [
        ...operationSites(root),
        ...mediaTypeSites(root),
        ...resolveSites(root, headerSites(root)),
      ]
      return [
        ...addMissing(otherSites, { 'x-note': 'A note', summary: 'Another text.' }),
        ...addMissing(inlineSchemas(root), { ...prose, example: 'x', externalDocs: { url: 'x' } }),
        ...inlineSchemas(root)
          .filter(({ value: { description = 'Yet another.' } }) => description !== 'Yet another.')
          .map(
            ({ value }) =>
              () =>
                Object.assign(value, { description: 'Yet another.' }),
          ),
        ...addMissing(
          operationSites(root).flatMap(({ value }) =>
            childSites(value).filter(({ key }) => key === 'responses'),
          ),
          { 'x-note': { description: 'No status.' } },
        ),
      ]
    },
  },
  {
    name: 'keys or lists are in another order',
    findEdits: (root) => {
      const sites = [...schemaSites(root), ...operationSites(root), ...pathSites(root)]
      const objects = [root, ...[...sites, ...bodySites(root)].map(({ value }) => value)]
      const trees = objects.flatMap((object) => [
        object,
        ...childSites(object).map(({ value }) => value),
      ])
      const lists = objects
        .flatMap((object) => Object.values(object))
        .filter((value) => Array.isArray(value))
      return [
        ...trees
          // Numeric keys, such as statuses, have a fixed order.
          .filter((object) => Object.keys(object).filter((key) => !/^\d+$/.test(key)).length > 1)
          .map((object) => () => {
            const entries = Object.entries(object).toReversed()
            for (const [key] of entries) delete object[key]
            for (const [key, value] of entries) object[key] = value
          }),
        ...lists.filter(({ length }) => length > 1).map((list) => () => list.reverse()),
      ]
    },
  },
  {
    name: 'a media type is in upper case, or has a parameter',
    findEdits: (root) =>
      mediaTypeSites(root).flatMap((site) =>
        [site.key.toUpperCase(), `${site.key}; charset=utf-8`]
          .filter((name) => name !== site.key && name.split(';').length < 3)
          .map((name) => () => rename(site, name)),
      ),
  },
  {
    name: 'a header is in upper case',
    findEdits: (root) =>
      headerSites(root)
        .filter(({ key }) => key !== key.toUpperCase())
        .map((site) => () => rename(site, site.key.toUpperCase())),
  },
  {
    name: 'a header is described that OpenAPI ignores',
    findEdits: (root) => [
      ...operationSites(root).map(({ value }) => () => {
        const parameter = {
          name: 'Accept',
          in: 'header',
          required: true,
          schema: { type: 'string' },
        }
        value['parameters'] = [...toArray(value['parameters']), parameter]
      }),
      ...bodySites(root)
        .filter(
          ({ value }) => isMutableObject(value['headers']) && !('content-type' in value['headers']),
        )
        .map(({ value }) => () => {
          value['headers'] = { ...Object(value['headers']), 'content-type': { schema: {} } }
        }),
    ],
  },
  {
    name: 'a parameter of every operation is moved to the path',
    findEdits: (root) =>
      pathSites(root).flatMap(({ value: item }) => {
        const lists = childSites(item).map(({ value }) =>
          resolveSites(root, childSites(value['parameters'])),
        )
        const toText = ({ value }: Site) => JSON.stringify(value)
        const shared = lists[0]?.filter((candidate) =>
          lists.every((parameters) =>
            parameters.some((parameter) => toText(parameter) === toText(candidate)),
          ),
        )
        return (shared ?? []).map((parameter) => () => {
          const id = parameterId(root, parameter)
          const isOtherParameter = (site: Site) => parameterId(root, site) !== id
          for (const { value } of childSites(item))
            value['parameters'] = childSites(value['parameters'])
              .filter(isOtherParameter)
              .map((site) => site.value)
          const otherParameters = childSites(item['parameters'])
            .filter(isOtherParameter)
            .map((site) => site.value)
          item['parameters'] = [...otherParameters, structuredClone(parameter.value)]
        })
      }),
  },
  {
    name: 'a parameter of a path is moved to its operations',
    findEdits: (root) =>
      pathSites(root).flatMap(({ value: item }) =>
        childSites(item['parameters']).map((parameter) => () => {
          const id = parameterId(root, parameter)
          for (const { value } of childSites(item)) {
            const operationParameters = childSites(value['parameters'])
            if (operationParameters.some((site) => parameterId(root, site) === id)) continue
            value['parameters'] = [
              ...toArray(value['parameters']),
              structuredClone(parameter.value),
            ]
          }
          item['parameters'] = toArray(item['parameters']).filter(
            (value) => value !== parameter.value,
          )
        }),
      ),
  },
  {
    name: 'a path has a parameter that each of its operations overrides',
    findEdits: (root) =>
      pathSites(root).flatMap(({ value: item }) => {
        const parameterIds = (site: Site) =>
          childSites(site.value['parameters']).map((site) => parameterId(root, site))
        const [first, ...rest] = childSites(item).map((site) => new Set(parameterIds(site)))
        const pathParameterIds = childSites(item['parameters']).map((site) =>
          parameterId(root, site),
        )
        const shared = [...(first ?? [])].filter((id) => rest.every((ids) => ids.has(id)))
        return shared
          .filter((id) => !pathParameterIds.includes(id))
          .map((id) => () => {
            const [where, name] = id.split(' ')
            const schema = { type: 'array', items: { type: 'string' } }
            const parameter = { name, in: where, required: true, schema }
            item['parameters'] = [...toArray(item['parameters']), parameter]
          })
      }),
  },
  {
    name: 'a parameter of a path has another name',
    findEdits: (root) =>
      pathSites(root).flatMap((path) =>
        [...path.key.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => () => {
          const lists = [path, ...childSites(path.value)].map(({ value }) =>
            childSites(value['parameters']),
          )
          for (const site of lists.flat()) {
            const [{ value } = site] = resolveSites(root, [site])
            if (value['in'] === 'path' && value['name'] === name)
              replace(site, { ...structuredClone(value), name: `${name}X` })
          }
          rename(path, path.key.replace(`{${name}}`, `{${name}X}`))
        }),
      ),
  },
  {
    name: 'a reference is replaced by its target',
    findEdits: (root) =>
      [
        ...movableSchemas(root),
        ...parameterSites(root),
        ...headerSites(root),
        ...responseSites(root),
      ]
        .filter(isReference)
        .map((site) => () => {
          const { $ref: _, ...siblings } = site.value
          const value = structuredClone(resolveTarget(root, site)?.value ?? {})
          const hasSiblings = Object.keys(siblings).length > 0 && !isOpenApi30(root)
          replace(site, hasSiblings ? { allOf: [value], ...siblings } : value)
        }),
  },
  {
    name: 'an inline value is replaced by a reference',
    findEdits: (root) => [
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
    name: 'a reference has ignored siblings (OpenAPI 3.0)',
    findEdits: (root) =>
      isOpenApi30(root)
        ? addMissing(schemaSites(root).filter(isReference), {
            maxLength: 1,
            nullable: true,
            enum: [],
          })
        : [],
  },
  {
    name: 'a reference has siblings without effect (OpenAPI 3.1)',
    findEdits: (root) =>
      isOpenApi30(root)
        ? []
        : addMissing(schemaSites(root).filter(isReference), { description: 'x', minLength: 0 }),
  },
  {
    name: 'a schema is split into parts',
    findEdits: (root) =>
      inlineSchemas(root).flatMap((site) =>
        [...groupKeywords(site.value).values()].map((entries) => () => {
          for (const [key] of entries) delete site.value[key]
          addPart(site, Object.fromEntries(entries))
        }),
      ),
  },
  {
    name: 'fields are described in several parts',
    findEdits: (root) =>
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
    name: 'a part has weaker requirements than another one',
    findEdits: (root) =>
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
            .map((key) => ({ [key]: ['X', ...toArray(value[key])] })),
          ...['pattern', 'format']
            .filter((key) => key in value)
            .map((key) => ({ [key]: value[key] })),
        ].map((part) => () => addPart(site, part))
      }),
  },
  {
    name: 'a schema is the only part, or the only choice',
    findEdits: (root) =>
      movableSchemas(root).flatMap((site) =>
        ['allOf', 'oneOf', 'anyOf'].map((key) => () => replace(site, { [key]: [site.value] })),
      ),
  },
  {
    name: 'null is a choice instead of a type (OpenAPI 3.1)',
    findEdits: (root) =>
      inlineSchemas(root)
        .filter(({ value }) => toArray(value['type']).includes('null'))
        .map((site) => () => {
          const type = toArray(site.value['type']).filter((type) => type !== 'null')
          replace(site, { anyOf: [{ ...site.value, type }, { type: 'null' }] })
        }),
  },
  {
    name: 'the only value is written as const (OpenAPI 3.1)',
    findEdits: (root) =>
      inlineSchemas(root)
        .filter(({ value }) => !isOpenApi30(root) && toArray(value['enum']).length === 1)
        .map(({ value }) => () => {
          value['const'] = toArray(value['enum'])[0]
          delete value['enum']
        }),
  },
  {
    name: 'an implied type is removed',
    findEdits: (root) =>
      inlineSchemas(root)
        .filter(({ value }) => value['nullable'] !== true)
        .filter(({ value: { type, properties, items } }) =>
          type === 'object'
            ? Object.keys(Object(properties)).length > 0
            : type === 'array' && isMutableObject(items),
        )
        .map(
          ({ value }) =>
            () =>
              delete value['type'],
        ),
  },
  {
    name: 'a role is written without a list',
    findEdits: (root) =>
      operationSites(root)
        .filter(({ value }) => toArray(value['x-rolesRequirements']).length === 1)
        .map(({ value }) => () => {
          value['x-rolesRequirements'] = toArray(value['x-rolesRequirements'])[0]
        }),
  },
]
