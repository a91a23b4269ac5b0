import { cloudProviders } from '@export-buckets/core'
import { valueAt } from '../lib/json.ts'
import type { Difference } from './compare.ts'
import type { FeatureKind, SchemaStep } from './feature.ts'
import type { InteractionSummary } from './interaction-summary.ts'
import { isDate } from './operation.ts'

type Rule = (difference: Difference, interaction: InteractionSummary) => boolean

/** Whether a body has what the steps lead to, in any item of its arrays. */
function hasValue(body: unknown, steps: readonly SchemaStep[], tag = 'cloudProvider'): boolean {
  const [step, ...rest] = steps
  if (step === undefined) return body !== undefined
  if (step.kind === 'items')
    return Array.isArray(body) && body.some((item) => hasValue(item, rest, tag))
  if (step.kind === 'variant') return valueAt(body, tag) === step.name && hasValue(body, rest, tag)
  return hasValue(valueAt(body, step.name), rest, tag)
}

/** Whether a body has what holds the field that the steps lead to. */
const hasParent = (body: unknown, steps: readonly SchemaStep[]) =>
  hasValue(body, steps.slice(0, -1))

const isSuccess = ({ status }: InteractionSummary) => status < 300

/** Whether the response is of the version, which is past its sunset in one interaction. */
const respondsWithVersion = (version: string | undefined, interaction: InteractionSummary) =>
  interaction.responseVersion === version && (isSuccess(interaction) || interaction.status === 410)

/** Whether the response depends on the body of the request. */
const dependsOnRequest = ({ status }: InteractionSummary) => status < 300 || status === 400

/** A version that is added affects those that request it and are served an older one, a removed one its own. */
function versionAffects({ kind, location }: Difference, interaction: InteractionSummary): boolean {
  const { version = '' } = location
  if (kind === 'removed') return respondsWithVersion(version, interaction)
  return (
    isDate(version) &&
    isSuccess(interaction) &&
    interaction.requestedVersion >= version &&
    (interaction.responseVersion ?? '') < version
  )
}

/** Whether a body has a value of the discriminator that is no longer allowed. */
function containsRemovedValue({ location, theirs }: Difference, body: unknown): boolean {
  const allowed = Array.isArray(theirs) ? theirs : cloudProviders
  const removedValues = cloudProviders.filter((provider) => !allowed.includes(provider))
  return removedValues.some((name) =>
    hasValue(body, [...location.steps, { kind: 'variant', name }]),
  )
}

const responseRule: Rule = (difference, interaction) => {
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
  // A pact lets a key pass that it does not name, but where it says which ones there are.
  return kind === 'added'
    ? interaction.isClosed && hasParent(interaction.responseBody, steps)
    : hasValue(interaction.responseBody, steps)
}

const requestRule: Rule = (difference, interaction) => {
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
    const isRequired = kind === 'added' ? valueAt(theirs, 'required') === true : true
    return (
      isRequired &&
      hasParent(interaction.requestBody, steps) &&
      !hasValue(interaction.requestBody, steps)
    )
  }
  return hasValue(interaction.requestBody, steps)
}

const parameterRule: Rule = ({ kind, location, aspect, theirs }, interaction) => {
  const { name = '', path } = location
  if (path[1] !== 'query') return path[1] === 'path' || valueAt(theirs, 'required') === true
  const isRequired = aspect === 'required' ? theirs === true : valueAt(theirs, 'required') === true
  const isMissing = isRequired && !interaction.query.has(name)
  // Who gives what has to be given from now on still holds.
  const isChanged = kind !== 'added' && aspect !== 'required'
  return isMissing || (isChanged && interaction.query.has(name))
}

const headerRule: Rule = ({ kind, location }, interaction) =>
  kind !== 'added' &&
  String(interaction.status) === location.status &&
  interaction.headers.has(location.name ?? '')

const rules: Readonly<Record<FeatureKind, Rule>> = {
  date: () => false,
  operation: ({ kind, aspect }) =>
    kind === 'removed' || /^(method|path|roles|security)$/.test(aspect ?? ''),
  parameter: parameterRule,
  status: ({ kind, location }, interaction) =>
    kind === 'removed' && String(interaction.status) === location.status,
  header: headerRule,
  request: requestRule,
  response: responseRule,
}

/** The descriptions of the interactions that fail, or pin too little, once the service has the difference. */
export function affectedInteractions(
  difference: Difference,
  interactions: readonly InteractionSummary[],
): string[] {
  const { operationId, featureKind } = difference.location
  return interactions
    .filter(
      (interaction) =>
        interaction.operationId === operationId && rules[featureKind](difference, interaction),
    )
    .map(({ description }) => description)
}
