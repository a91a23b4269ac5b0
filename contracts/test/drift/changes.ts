import { addPart, inlineSchemas, type Rewrite } from './rewrites.ts'
import {
  bodySites,
  childSites,
  headerSites,
  isMutableObject,
  type MutableObject,
  mediaTypeSites,
  operationSites,
  parameterSites,
  pathSites,
  replace,
  resolveSites,
  responseSites,
  type Site,
  schemaSites,
  toArray,
} from './sites.ts'

const hasChildren = ({ properties, items }: MutableObject) =>
  properties !== undefined || items !== undefined

/** Keywords that narrow a type. A schema without a type is narrowed by `enum`. */
const narrowingKeywords: Readonly<Record<string, MutableObject>> = {
  string: { pattern: '^changed', format: 'changed', minLength: 900, maxLength: 1 },
  integer: {
    minimum: 900,
    exclusiveMinimum: 900,
    maximum: -9,
    exclusiveMaximum: -9,
    multipleOf: 7,
  },
  array: { minItems: 9, maxItems: 1, uniqueItems: true, items: { enum: ['changed'] } },
  object: {
    ...{ minProperties: 90, maxProperties: 1, required: ['changed'], additionalProperties: false },
    ...{ properties: { changed: { type: 'string' } }, not: { required: ['x'] } },
  },
  boolean: { enum: [true], const: false, default: 'changed' },
}

function otherValue(key: string, value: unknown): unknown {
  if (typeof value === 'number') return value + 1
  if (typeof value === 'string') return `${value}x`
  if (typeof value === 'boolean') return !value
  if (key === 'enum') return [...toArray(value), 'X']
  return key === 'type' ? [...toArray(value), 'number'] : undefined
}

const removeEntry =
  ({ parent, key }: Site) =>
  () =>
    Reflect.deleteProperty(parent, key)

const setKey =
  ({ value }: Site, key: string, newValue: unknown) =>
  () => {
    value[key] = newValue
  }

const unions = (root: MutableObject) =>
  inlineSchemas(root).filter(({ value }) => 'discriminator' in value)

const findTagNames = (root: MutableObject): unknown[] =>
  unions(root).map(({ value }) => Object(value['discriminator']).propertyName)

/** Returns the schemas except those of tags, whose values the mapping states too. */
function schemasWithoutTags(root: MutableObject): Site[] {
  const tagNames = findTagNames(root)
  return inlineSchemas(root).filter(({ key }) => !tagNames.includes(key))
}

/** Returns whether an object has no properties but tags. */
const hasOnlyTags = (root: MutableObject, properties: unknown): boolean =>
  Object.keys(Object(properties)).every((name) => findTagNames(root).includes(name))

const getMapping = ({ value }: Site): MutableObject =>
  Object(Object(value['discriminator']).mapping)
const getChoices = ({ value }: Site): Site[] => childSites(value['oneOf'])
const link = { $ref: '#/components/schemas/Link' }

/** Changes that alter the meaning of any document, also of a rewritten one. */
export const narrowings: readonly Rewrite[] = [
  {
    name: 'a value is limited by an enum',
    findEdits: (root) =>
      inlineSchemas(root).map((site) => () => addPart(site, { enum: ['changed'] })),
  },
  {
    name: 'a value has an additional requirement, in a part',
    findEdits: (root) =>
      inlineSchemas(root).flatMap((site) =>
        Object.entries(narrowingKeywords[String(site.value['type'])] ?? {}).map(
          ([key, value]) =>
            () =>
              addPart(site, { [key]: structuredClone(value) }),
        ),
      ),
  },
  {
    name: 'a parameter becomes required',
    findEdits: (root) =>
      resolveSites(root, parameterSites(root))
        .filter(({ value }) => value['required'] !== true)
        .map((site) => setKey(site, 'required', true)),
  },
  {
    name: 'an operation requires another role',
    findEdits: (root) =>
      operationSites(root).map((site) => setKey(site, 'x-rolesRequirements', ['Changed'])),
  },
  {
    name: 'an operation requires other credentials, or none',
    findEdits: (root) =>
      [
        [],
        [{}],
        [{ ServiceAccount: [] }],
        [{ ServiceAccount: ['changed'] }, { DigestAuth: [] }],
      ].flatMap((security) =>
        operationSites(root).map((site) => setKey(site, 'security', security)),
      ),
  },
  {
    name: 'a version has another sunset',
    findEdits: (root) => mediaTypeSites(root).map((site) => setKey(site, 'x-sunset', '2031-01-01')),
  },
  {
    name: 'a status is added',
    findEdits: (root) =>
      operationSites(root).map(
        ({ value }) =>
          () =>
            Object.assign(Object(value['responses']), { 418: { description: 'A teapot.' } }),
      ),
  },
  {
    name: 'an operation is deprecated',
    findEdits: (root) => operationSites(root).map((site) => setKey(site, 'deprecated', true)),
  },
]

/** Changes that alter the meaning of our document. */
export const changes: readonly Rewrite[] = [
  ...narrowings,
  {
    name: 'a keyword is removed',
    findEdits: (root) =>
      schemasWithoutTags(root).flatMap(({ value }) =>
        Object.keys(value)
          .filter((key) => !['description', 'examples', 'additionalProperties'].includes(key))
          // A mapping alone means the same as one with choices.
          .filter((key) => key !== 'oneOf')
          // These keywords imply a type.
          .filter((key) => key !== 'type' || !(hasChildren(value) || 'enum' in value))
          .filter((key) => key !== 'items' || Object.keys(Object(value['items'])).length > 0)
          .filter((key) => key !== 'properties' || !hasOnlyTags(root, value['properties']))
          .map((key) => () => delete value[key]),
      ),
  },
  {
    name: 'a keyword has another value',
    findEdits: (root) =>
      schemasWithoutTags(root).flatMap(({ value }) =>
        Object.entries(value)
          .filter(([key]) => !['description', 'examples'].includes(key))
          .map(([key, stated]) => [key, otherValue(key, stated)] as const)
          .filter(([, other]) => other !== undefined)
          .map(
            ([key, other]) =>
              () =>
                Object.assign(value, { [key]: other }),
          ),
      ),
  },
  {
    name: 'a value can be null',
    findEdits: (root) =>
      inlineSchemas(root)
        .filter(({ value }) => typeof value['type'] === 'string')
        .map(
          ({ value }) =>
            () =>
              (value['type'] = [value['type'], 'null']),
        ),
  },
  {
    name: 'a field, or a parameter, has another schema',
    findEdits: (root) =>
      schemaSites(root)
        .filter((site) => !Object.hasOwn(Object(root['components']), site.key))
        .map((site) => () => replace(site, { type: 'number', multipleOf: 0.5 })),
  },
  {
    name: 'a field is added, removed, required or no longer required',
    findEdits: (root) =>
      inlineSchemas(root)
        .filter(({ value }) => 'properties' in value)
        .flatMap((site) => {
          const { properties, required } = site.value
          return [
            () => Object.assign(Object(properties), { changed: {} }),
            ...Object.keys(Object(properties)).flatMap((name) => [
              () => {
                Reflect.deleteProperty(Object(properties), name)
                site.value['required'] = toArray(required).filter(
                  (requiredName) => requiredName !== name,
                )
              },
              () => {
                const otherNames = toArray(required).filter((requiredName) => requiredName !== name)
                const isRequired = otherNames.length < toArray(required).length
                site.value['required'] = isRequired ? otherNames : [...otherNames, name]
              },
            ]),
          ]
        }),
  },
  {
    name: 'a parameter is removed, added, renamed or moved',
    findEdits: (root) => [
      ...operationSites(root).map(
        ({ value }) =>
          () =>
            toArray(value['parameters']).push({ name: 'changed', in: 'query', schema: {} }),
      ),
      ...parameterSites(root).map(
        ({ parent, key }) =>
          () =>
            Array.isArray(parent) ? parent.splice(Number(key), 1) : undefined,
      ),
      ...resolveSites(root, parameterSites(root)).flatMap((site) =>
        site.value['in'] === 'path'
          ? []
          : [
              setKey(site, 'name', 'changed'),
              setKey(site, 'in', 'header'),
              setKey(site, 'in', 'cookie'),
            ],
      ),
    ],
  },
  {
    name: 'a value has another serialization',
    findEdits: (root) =>
      resolveSites(root, [...parameterSites(root), ...headerSites(root)]).flatMap((site) => [
        setKey(site, 'style', 'matrix'),
        setKey(site, 'deprecated', true),
        () => {
          site.value['content'] = { 'application/json': { schema: site.value['schema'] } }
          delete site.value['schema']
        },
      ]),
  },
  {
    name: 'a response, a header or a media type is removed or added',
    findEdits: (root) => [
      ...responseSites(root).map(removeEntry),
      ...headerSites(root).map(removeEntry),
      ...mediaTypeSites(root).map(removeEntry),
      ...resolveSites(root, headerSites(root)).map((site) => setKey(site, 'required', true)),
      ...resolveSites(root, responseSites(root)).map((site) =>
        setKey(site, 'headers', { ...Object(site.value['headers']), 'X-Changed': { schema: {} } }),
      ),
      ...bodySites(root).flatMap((site) => [
        setKey(site, 'content', { ...Object(site.value['content']), 'text/csv': {} }),
        setKey(site, 'content', {
          ...Object(site.value['content']),
          'application/vnd.atlas.2025-03-12+json': {},
        }),
      ]),
    ],
  },
  {
    name: 'a request body becomes optional, or is removed',
    findEdits: (root) =>
      operationSites(root)
        .filter(({ value }) => isMutableObject(value['requestBody']))
        .flatMap(({ value }) => [
          () => delete value['requestBody'],
          () => delete Object(value['requestBody']).required,
        ]),
  },
  {
    name: 'an operation is removed, renamed or moved',
    findEdits: (root) => [
      ...operationSites(root).flatMap((site) => [
        removeEntry(site),
        setKey(site, 'operationId', 'changed'),
        setKey(site, 'x-xgen-operation-id-override', 'changed'),
        () => {
          removeEntry(site)()
          Reflect.set(site.parent, 'trace', site.value)
        },
      ]),
      ...pathSites(root).map((site) => () => {
        removeEntry(site)()
        Reflect.set(site.parent, site.key.replace('groups', 'changed'), site.value)
      }),
    ],
  },
  {
    name: 'a union has another variant or discriminator',
    findEdits: (root) =>
      unions(root).flatMap((site) => {
        const { value } = site
        const [first] = getChoices(site)
        const choices = toArray(value['oneOf'])
        const tags = Object.keys(getMapping(site))
        return [
          // A choice without a mapping entry, by reference and inline.
          () => choices.push(link),
          () => choices.push({ type: 'object', properties: { cloudProvider: { enum: ['IBM'] } } }),
          // A mapping entry that is not a choice, and one with another target.
          () => Object.assign(getMapping(site), { IBM: link.$ref }),
          ...tags.map((tag) => () => Object.assign(getMapping(site), { [tag]: link.$ref })),
          // A choice that is removed from the mapping, the choices, or both.
          ...tags.map((tag) => () => Reflect.deleteProperty(getMapping(site), tag)),
          ...choices.map((_, index) => () => choices.splice(index, 1)),
          ...choices.map((_, index) => () => {
            choices.splice(index, 1)
            Reflect.deleteProperty(getMapping(site), tags[index] ?? '')
          }),
          () => first && replace(first, link),
          // Implicit names, which differ from the tags.
          () => Reflect.deleteProperty(Object(value['discriminator']), 'mapping'),
          () => delete value['discriminator'],
          () => Object.assign(Object(value['discriminator']), { propertyName: 'changed' }),
          // Another applicator.
          () => (value['anyOf'] = [{ required: ['x'] }, { required: ['y'] }]),
          () => (value['anyOf'] = [{ required: ['x'] }]),
          () => (value['anyOf'] = [link, { type: 'string' }]),
          () => (value['allOf'] = [{ oneOf: [link, { type: 'string' }] }]),
          () => choices.push({ type: 'null' }),
        ]
      }),
  },
]
