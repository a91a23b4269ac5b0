import { cloudProviders } from '@export-buckets/core'
import type { Difference } from './compare.ts'
import type { Part, Step } from './feature.ts'
import { valueAt } from './json-object.ts'
import { isDate } from './operation.ts'
import type { Pinned } from './pinned.ts'

type Rule = (difference: Difference, interaction: Pinned) => boolean

/** Whether a body has what the steps lead to, in any item of its arrays. */
function has(body: unknown, steps: readonly Step[], tag = 'cloudProvider'): boolean {
  const [step, ...rest] = steps
  if (step === undefined) return body !== undefined
  if (step.kind === 'items') return Array.isArray(body) && body.some((each) => has(each, rest, tag))
  if (step.kind === 'variant') return valueAt(body, tag) === step.name && has(body, rest, tag)
  return has(valueAt(body, step.name), rest, tag)
}

/** Whether a body has what holds the field that the steps lead to. */
const hasParent = (body: unknown, steps: readonly Step[]) => has(body, steps.slice(0, -1))

const isSuccess = ({ status }: Pinned) => status < 300

/** Whether the response is of the version, which is past its sunset in one interaction. */
const respondsAt = (version: string | undefined, each: Pinned) =>
  each.answering === version && (isSuccess(each) || each.status === 410)

/** Whether the response depends on the body of the request. */
const dependsOnRequest = ({ status }: Pinned) => status < 300 || status === 400

/** A version that is added affects those that request it and are served an older one, a removed one its own. */
function versionAffects({ kind, location }: Difference, each: Pinned): boolean {
  const { version = '' } = location
  if (kind === 'removed') return respondsAt(version, each)
  return (
    isDate(version) && isSuccess(each) && each.asked >= version && (each.answering ?? '') < version
  )
}

/** Whether a body has a value of the discriminator that is no longer allowed. */
function hasLostValue({ location, theirs }: Difference, body: unknown): boolean {
  const allowed = Array.isArray(theirs) ? theirs : cloudProviders
  const lost = cloudProviders.filter((each) => !allowed.includes(each))
  return lost.some((name) => has(body, [...location.steps, { kind: 'variant', name }]))
}

const response: Rule = (difference, each) => {
  const { kind, location, aspect } = difference
  const { steps, status, version } = location
  const isError = status !== undefined && !status.startsWith('2')
  if (isError && String(each.status) !== status) return false
  if (!isError && steps.length === 0 && kind !== 'changed') return versionAffects(difference, each)
  if (aspect === 'x-xgen-version') return false
  if (!isError && aspect === 'sunset') return respondsAt(version, each)
  if (!isError && !(isSuccess(each) && each.answering === version)) return false
  if (kind === 'added' && steps.at(-1)?.kind === 'variant') return false
  if (aspect === 'values') return hasLostValue(difference, each.answer)
  // A pact lets a key pass that it does not name, but where it says which ones there are.
  return kind === 'added' ? each.isClosed && hasParent(each.answer, steps) : has(each.answer, steps)
}

const request: Rule = (difference, each) => {
  const { kind, location, aspect, theirs } = difference
  const { steps, version } = location
  if (each.sending !== version || !dependsOnRequest(each) || aspect === 'x-xgen-version')
    return false
  if (aspect === 'values') return hasLostValue(difference, each.sent)
  if (steps.length === 0) return kind !== 'added'
  if (aspect === 'required' || kind === 'added') {
    const isRequired = kind === 'added' ? valueAt(theirs, 'required') === true : true
    return isRequired && hasParent(each.sent, steps) && !has(each.sent, steps)
  }
  return has(each.sent, steps)
}

const parameter: Rule = ({ kind, location, aspect, theirs }, each) => {
  const { name = '', path } = location
  if (path[1] !== 'query') return path[1] === 'path' || valueAt(theirs, 'required') === true
  const isRequired = aspect === 'required' ? theirs === true : valueAt(theirs, 'required') === true
  const isMissed = isRequired && !each.query.has(name)
  // Who gives what has to be given from now on still holds.
  const isChanged = kind !== 'added' && aspect !== 'required'
  return isMissed || (isChanged && each.query.has(name))
}

const header: Rule = ({ kind, location }, each) =>
  kind !== 'added' &&
  String(each.status) === location.status &&
  each.headers.has(location.name ?? '')

const rules: Readonly<Record<Part, Rule>> = {
  date: () => false,
  operation: ({ kind, aspect }) =>
    kind === 'removed' || /^(method|path|roles|security)$/.test(aspect ?? ''),
  parameter,
  status: ({ kind, location }, each) =>
    kind === 'removed' && String(each.status) === location.status,
  header,
  request,
  response,
}

/** The descriptions of the interactions that fail, or pin too little, once the service has the difference. */
export function affectedInteractions(
  difference: Difference,
  interactions: readonly Pinned[],
): string[] {
  const { operationId, part } = difference.location
  return interactions
    .filter((each) => each.operationId === operationId && rules[part](difference, each))
    .map(({ description }) => description)
}
