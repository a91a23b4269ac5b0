import { addPart, inlineSchemas, type Rewrite } from './rewrites.ts'
import {
  bodySites,
  ends,
  headerSites,
  isTree,
  listOf,
  mediaTypeSites,
  operationSites,
  parameterSites,
  pathSites,
  replace,
  responseSites,
  type Site,
  schemaSites,
  sitesIn,
  type Tree,
} from './sites.ts'

const hasChildren = ({ properties, items }: Tree) => properties !== undefined || items !== undefined

/** What narrows a value of a type; a value that may be anything is narrowed by `enum`. */
const narrower: Readonly<Record<string, Tree>> = {
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

function otherValue(key: string, stated: unknown): unknown {
  if (typeof stated === 'number') return stated + 1
  if (typeof stated === 'string') return `${stated}x`
  if (typeof stated === 'boolean') return !stated
  if (key === 'enum') return [...listOf(stated), 'X']
  return key === 'type' ? [...listOf(stated), 'number'] : undefined
}

/** Removes an entry of an object. */
const remove =
  ({ holder, key }: Site) =>
  () =>
    Reflect.deleteProperty(holder, key)

const set =
  ({ value }: Site, key: string, changed: unknown) =>
  () => {
    value[key] = changed
  }

/** Schemas but for those of tags, whose values the mapping states already. */
const untagged = (root: Tree) => inlineSchemas(root).filter(({ key }) => key !== 'cloudProvider')

const unions = (root: Tree) => inlineSchemas(root).filter(({ value }) => 'discriminator' in value)
const mappingOf = ({ value }: Site): Tree => Object(Object(value['discriminator']).mapping)
const choicesOf = ({ value }: Site): Site[] => sitesIn(value['oneOf'])
const link = { $ref: '#/components/schemas/Link' }

/** Changes of the meaning that are one wherever they are made, also in a document that is written otherwise. */
export const narrowings: readonly Rewrite[] = [
  {
    name: 'a value may be one of a few alone',
    places: (root) => inlineSchemas(root).map((site) => () => addPart(site, { enum: ['changed'] })),
  },
  {
    name: 'a value has a requirement more, in a part',
    places: (root) =>
      inlineSchemas(root).flatMap((site) =>
        Object.entries(narrower[String(site.value['type'])] ?? {}).map(
          ([key, value]) =>
            () =>
              addPart(site, { [key]: structuredClone(value) }),
        ),
      ),
  },
  {
    name: 'a parameter must be given',
    places: (root) =>
      ends(root, parameterSites(root))
        .filter(({ value }) => value['required'] !== true)
        .map((site) => set(site, 'required', true)),
  },
  {
    name: 'an operation needs another role',
    places: (root) =>
      operationSites(root).map((site) => set(site, 'x-rolesRequirements', ['Changed'])),
  },
  {
    name: 'an operation takes other credentials, or none',
    places: (root) =>
      [
        [],
        [{}],
        [{ ServiceAccount: [] }],
        [{ ServiceAccount: ['changed'] }, { DigestAuth: [] }],
      ].flatMap((security) => operationSites(root).map((site) => set(site, 'security', security))),
  },
  {
    name: 'a version ends on another day',
    places: (root) => mediaTypeSites(root).map((site) => set(site, 'x-sunset', '2031-01-01')),
  },
  {
    name: 'a status is added',
    places: (root) =>
      operationSites(root).map(
        ({ value }) =>
          () =>
            Object.assign(Object(value['responses']), { 418: { description: 'A teapot.' } }),
      ),
  },
  {
    name: 'an operation is deprecated',
    places: (root) => operationSites(root).map((site) => set(site, 'deprecated', true)),
  },
]

/** Changes of the meaning of our document as it is. */
export const changes: readonly Rewrite[] = [
  ...narrowings,
  {
    name: 'a keyword is left out',
    places: (root) =>
      untagged(root).flatMap(({ value }) =>
        Object.keys(value)
          .filter((key) => !['description', 'examples', 'additionalProperties'].includes(key))
          // A mapping alone states the same as one with choices.
          .filter((key) => key !== 'oneOf')
          // A type goes without saying beside these.
          .filter((key) => key !== 'type' || !(hasChildren(value) || 'enum' in value))
          .filter((key) => key !== 'items' || Object.keys(Object(value['items'])).length > 0)
          .map((key) => () => delete value[key]),
      ),
  },
  {
    name: 'a keyword has another value',
    places: (root) =>
      untagged(root).flatMap(({ value }) =>
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
    name: 'a value may be null',
    places: (root) =>
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
    places: (root) =>
      schemaSites(root)
        .filter((site) => !Object.hasOwn(Object(root['components']), site.key))
        .map((site) => () => replace(site, { type: 'number', multipleOf: 0.5 })),
  },
  {
    name: 'a field is added, removed, required or no longer required',
    places: (root) =>
      inlineSchemas(root)
        .filter(({ value }) => 'properties' in value)
        .flatMap((site) => {
          const { properties, required } = site.value
          return [
            () => Object.assign(Object(properties), { changed: {} }),
            ...Object.keys(Object(properties)).flatMap((name) => [
              () => {
                Reflect.deleteProperty(Object(properties), name)
                site.value['required'] = listOf(required).filter((each) => each !== name)
              },
              () => {
                const others = listOf(required).filter((each) => each !== name)
                const isRequired = others.length < listOf(required).length
                site.value['required'] = isRequired ? others : [...others, name]
              },
            ]),
          ]
        }),
  },
  {
    name: 'a parameter is removed, added, renamed or elsewhere',
    places: (root) => [
      ...operationSites(root).map(
        ({ value }) =>
          () =>
            listOf(value['parameters']).push({ name: 'changed', in: 'query', schema: {} }),
      ),
      ...parameterSites(root).map(
        ({ holder, key }) =>
          () =>
            Array.isArray(holder) ? holder.splice(Number(key), 1) : undefined,
      ),
      ...ends(root, parameterSites(root)).flatMap((site) =>
        site.value['in'] === 'path'
          ? []
          : [set(site, 'name', 'changed'), set(site, 'in', 'header'), set(site, 'in', 'cookie')],
      ),
    ],
  },
  {
    name: 'a value is written in another way',
    places: (root) =>
      ends(root, [...parameterSites(root), ...headerSites(root)]).flatMap((site) => [
        set(site, 'style', 'matrix'),
        set(site, 'deprecated', true),
        () => {
          site.value['content'] = { 'application/json': { schema: site.value['schema'] } }
          delete site.value['schema']
        },
      ]),
  },
  {
    name: 'a response, a header or a media type is removed or added',
    places: (root) => [
      ...responseSites(root).map(remove),
      ...headerSites(root).map(remove),
      ...mediaTypeSites(root).map(remove),
      ...ends(root, headerSites(root)).map((site) => set(site, 'required', true)),
      ...ends(root, responseSites(root)).map((site) =>
        set(site, 'headers', { ...Object(site.value['headers']), 'X-Changed': { schema: {} } }),
      ),
      ...bodySites(root).flatMap((site) => [
        set(site, 'content', { ...Object(site.value['content']), 'text/csv': {} }),
        set(site, 'content', {
          ...Object(site.value['content']),
          'application/vnd.atlas.2025-03-12+json': {},
        }),
      ]),
    ],
  },
  {
    name: 'the body of a request may be left out, or there is none',
    places: (root) =>
      operationSites(root)
        .filter(({ value }) => isTree(value['requestBody']))
        .flatMap(({ value }) => [
          () => delete value['requestBody'],
          () => delete Object(value['requestBody']).required,
        ]),
  },
  {
    name: 'an operation is removed, renamed or elsewhere',
    places: (root) => [
      ...operationSites(root).flatMap((site) => [
        remove(site),
        set(site, 'operationId', 'changed'),
        set(site, 'x-xgen-operation-id-override', 'changed'),
        () => {
          remove(site)()
          Reflect.set(site.holder, 'trace', site.value)
        },
      ]),
      ...pathSites(root).map((site) => () => {
        remove(site)()
        Reflect.set(site.holder, site.key.replace('groups', 'changed'), site.value)
      }),
    ],
  },
  {
    name: 'a union has another variant, or tells them apart otherwise',
    places: (root) =>
      unions(root).flatMap((site) => {
        const { value } = site
        const [first] = choicesOf(site)
        const choices = listOf(value['oneOf'])
        const tags = Object.keys(mappingOf(site))
        return [
          // A choice that the mapping does not list, by reference and in its place.
          () => choices.push(link),
          () => choices.push({ type: 'object', properties: { cloudProvider: { enum: ['IBM'] } } }),
          // A mapping that is no choice, and one that leads elsewhere.
          () => Object.assign(mappingOf(site), { IBM: link.$ref }),
          ...tags.map((tag) => () => Object.assign(mappingOf(site), { [tag]: link.$ref })),
          // A choice that is removed from one, or from both.
          ...tags.map((tag) => () => Reflect.deleteProperty(mappingOf(site), tag)),
          ...choices.map((_, index) => () => choices.splice(index, 1)),
          ...choices.map((_, index) => () => {
            choices.splice(index, 1)
            Reflect.deleteProperty(mappingOf(site), tags[index] ?? '')
          }),
          () => first && replace(first, link),
          // Implicit names, which are not the tags.
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
