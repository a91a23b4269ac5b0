import { operations, type Schema, type UnionSchema } from '@export-buckets/core'
import { valueAt } from '../lib/json.ts'
import type { DocumentDifference } from './compare.ts'
import type { FeatureKind, SchemaStep } from './feature.ts'
import type { InteractionSummary } from './interaction-summary.ts'
import { isDate } from './operation.ts'

/** Returns whether a difference affects an interaction. */
type AffectsInteraction = (
  difference: DocumentDifference,
  interaction: InteractionSummary,
) => boolean

/** Returns the unions in a schema. */
function findUnions(schema: Schema): UnionSchema[] {
  if (schema.type === 'array') return findUnions(schema.items)
  if (schema.type === 'object') return Object.values(schema.properties).flatMap(findUnions)
  if (schema.type !== undefined || schema.discriminator === undefined) return []
  return [schema, ...Object.values(schema.variants).flatMap(findUnions)]
}

const unions = Object.values(operations)
  .flatMap(({ versions }) => versions)
  .flatMap(({ schema, requestSchema }) => [schema ?? {}, requestSchema ?? {}])
  .flatMap(findUnions)

/** The names of the fields whose value selects a variant. */
const tagNames = new Set(unions.map(({ discriminator }) => discriminator))
/** The values that select a variant. */
const tagValues = new Set(unions.flatMap(({ variants }) => Object.keys(variants)))

/** Returns whether a body has a value at the steps, in any item of its arrays. */
function hasValue(body: unknown, steps: readonly SchemaStep[]): boolean {
  const [step, ...rest] = steps
  if (step === undefined) return body !== undefined
  if (step.kind === 'items') return Array.isArray(body) && body.some((item) => hasValue(item, rest))
  if (step.kind === 'variant') {
    const isVariant = [...tagNames].some((name) => valueAt(body, name) === step.name)
    return isVariant && hasValue(body, rest)
  }
  return hasValue(valueAt(body, step.name), rest)
}

/** Returns whether a body has the object or array that contains the field at the steps. */
const hasParent = (body: unknown, steps: readonly SchemaStep[]) =>
  hasValue(body, steps.slice(0, -1))

const isSuccess = ({ status }: InteractionSummary) => status < 300

/** Returns whether the response has the version. A 410 belongs to the version that is past its sunset. */
const respondsWithVersion = (version: string | undefined, interaction: InteractionSummary) =>
  interaction.responseVersion === version && (isSuccess(interaction) || interaction.status === 410)

/** Returns whether the response depends on the body of the request. */
const dependsOnRequest = ({ status }: InteractionSummary) => status < 300 || status === 400

/**
 * Returns whether a difference of versions affects an interaction. An added version affects interactions that request it
 * and get an older one. A removed version affects those that get it.
 */
function versionAffects(
  { kind, location }: DocumentDifference,
  interaction: InteractionSummary,
): boolean {
  const { version = '' } = location
  if (kind === 'removed') return respondsWithVersion(version, interaction)
  return (
    isDate(version) &&
    isSuccess(interaction) &&
    interaction.requestedVersion >= version &&
    (interaction.responseVersion ?? '') < version
  )
}

/** Returns whether a body has a discriminator value that is no longer allowed. */
function containsRemovedValue({ location, theirs }: DocumentDifference, body: unknown): boolean {
  const removedValues = Array.isArray(theirs)
    ? [...tagValues].filter((name) => !theirs.includes(name))
    : []
  return removedValues.some((name) =>
    hasValue(body, [...location.steps, { kind: 'variant', name }]),
  )
}

const responseAffects: AffectsInteraction = (difference, interaction) => {
  const { kind, location, aspect } = difference
  const { steps, status, version } = location
  const isError = status !== undefined && !status.startsWith('2')
  if (isError && String(interaction.status) !== status) return false
  if (!isError && steps.length === 0 && kind !== 'changed')
    return versionAffects(difference, interaction)
  if (aspect === 'x-xgen-version') return false
  if (!isError && aspect === 'sunset') return respondsWithVersion(version, interaction)
  if (!isError && !(isSuccess(interaction) && interaction.responseVersion === version)) return false
  if (kind === 'added' && steps.at(-1)?.kind === 'variant') return false
  if (aspect === 'values') return containsRemovedValue(difference, interaction.responseBody)
  // A pact ignores keys that it does not name, unless it pins the set of keys.
  return kind === 'added'
    ? interaction.isClosed && hasParent(interaction.responseBody, steps)
    : hasValue(interaction.responseBody, steps)
}

const requestAffects: AffectsInteraction = (difference, interaction) => {
  const { kind, location, aspect, theirs } = difference
  const { steps, version } = location
  if (
    interaction.requestVersion !== version ||
    !dependsOnRequest(interaction) ||
    aspect === 'x-xgen-version'
  )
    return false
  if (aspect === 'values') return containsRemovedValue(difference, interaction.requestBody)
  if (steps.length === 0) return kind !== 'added'
  if (aspect === 'required' || kind === 'added') {
    const isRequired = kind !== 'added' || valueAt(theirs, 'required') === true
    return (
      isRequired &&
      hasParent(interaction.requestBody, steps) &&
      !hasValue(interaction.requestBody, steps)
    )
  }
  return hasValue(interaction.requestBody, steps)
}

const parameterAffects: AffectsInteraction = ({ kind, location, aspect, theirs }, interaction) => {
  const { name = '', path } = location
  if (path[1] !== 'query') return path[1] === 'path' || valueAt(theirs, 'required') === true
  const isRequired = aspect === 'required' ? theirs === true : valueAt(theirs, 'required') === true
  const isMissing = isRequired && !interaction.query.has(name)
  // A request that already has a parameter is unaffected when that becomes required.
  const isChanged = kind !== 'added' && aspect !== 'required'
  return isMissing || (isChanged && interaction.query.has(name))
}

const headerAffects: AffectsInteraction = ({ kind, location }, interaction) =>
  kind !== 'added' &&
  String(interaction.status) === location.status &&
  interaction.headers.has(location.name ?? '')

const affectsByKind: Readonly<Record<FeatureKind, AffectsInteraction>> = {
  date: () => false,
  operation: ({ kind, aspect }) =>
    kind === 'removed' || /^(method|path|roles|security)$/.test(aspect ?? ''),
  parameter: parameterAffects,
  status: ({ kind, location }, interaction) =>
    kind === 'removed' && String(interaction.status) === location.status,
  header: headerAffects,
  request: requestAffects,
  response: responseAffects,
}

/**
 * Returns the descriptions of the interactions that fail, or pin too little, once the service has the difference.
 */
export function affectedInteractions(
  difference: DocumentDifference,
  interactions: readonly InteractionSummary[],
): string[] {
  const { operationId, featureKind } = difference.location
  return interactions
    .filter(
      (interaction) =>
        interaction.operationId === operationId &&
        affectsByKind[featureKind](difference, interaction),
    )
    .map(({ description }) => description)
}
