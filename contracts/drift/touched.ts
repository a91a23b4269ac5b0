import { cloudProviders } from '@export-buckets/core'
import type { Difference } from './compare.ts'
import { valueAt } from './json-object.ts'
import { isDate } from './operation.ts'
import type { Pinned } from './pinned.ts'
import type { Part, Step } from './subject.ts'

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

/** The answer is of the version, which is past its sunset in one interaction. */
const isAnsweredAt = (version: string | undefined, each: Pinned) =>
  each.answering === version && (isSuccess(each) || each.status === 410)

/** Interactions whose answer hangs on what is sent. */
const isJudged = ({ status }: Pinned) => status < 300 || status === 400

/** A version of its own: asked for by what was not answered by it so far. */
function versionTouches({ kind, place }: Difference, each: Pinned): boolean {
  const { version = '' } = place
  if (kind === 'removed') return isAnsweredAt(version, each)
  return (
    isDate(version) && isSuccess(each) && each.asked >= version && (each.answering ?? '') < version
  )
}

/** What tells providers apart may be fewer values than before: those that send or get another one no longer hold. */
function losesValue({ place, theirs }: Difference, body: unknown): boolean {
  const left = Array.isArray(theirs) ? theirs : cloudProviders
  const lost = cloudProviders.filter((each) => !left.includes(each))
  return lost.some((name) => has(body, [...place.steps, { kind: 'variant', name }]))
}

const response: Rule = (difference, each) => {
  const { kind, place, aspect } = difference
  const { steps, status, version } = place
  const isError = status !== undefined && !status.startsWith('2')
  if (isError && String(each.status) !== status) return false
  if (!isError && steps.length === 0 && kind !== 'changed') return versionTouches(difference, each)
  if (aspect === 'x-xgen-version') return false
  if (!isError && aspect === 'sunset') return isAnsweredAt(version, each)
  if (!isError && !(isSuccess(each) && each.answering === version)) return false
  if (kind === 'added' && steps.at(-1)?.kind === 'variant') return false
  if (aspect === 'values') return losesValue(difference, each.answer)
  // A pact lets a key pass that it does not name, but where it says which ones there are.
  return kind === 'added' ? each.isClosed && hasParent(each.answer, steps) : has(each.answer, steps)
}

const request: Rule = (difference, each) => {
  const { kind, place, aspect, theirs } = difference
  const { steps, version } = place
  if (each.sending !== version || !isJudged(each) || aspect === 'x-xgen-version') return false
  if (aspect === 'values') return losesValue(difference, each.sent)
  if (steps.length === 0) return kind !== 'added'
  if (aspect === 'required' || kind === 'added') {
    const isRequired = kind === 'added' ? valueAt(theirs, 'required') === true : true
    return isRequired && hasParent(each.sent, steps) && !has(each.sent, steps)
  }
  return has(each.sent, steps)
}

const parameter: Rule = ({ kind, place, aspect, theirs }, each) => {
  const { name = '', path } = place
  if (path[1] !== 'query') return path[1] === 'path' || valueAt(theirs, 'required') === true
  const isRequired = aspect === 'required' ? theirs === true : valueAt(theirs, 'required') === true
  const isMissed = isRequired && !each.query.has(name)
  // Who gives what has to be given from now on still holds.
  const isChanged = kind !== 'added' && aspect !== 'required'
  return isMissed || (isChanged && each.query.has(name))
}

const header: Rule = ({ kind, place }, each) =>
  kind !== 'added' && String(each.status) === place.status && each.headers.has(place.name ?? '')

const rules: Readonly<Record<Part, Rule>> = {
  date: () => false,
  operation: ({ kind, aspect }) =>
    kind === 'removed' || /^(method|path|roles|security)$/.test(aspect ?? ''),
  parameter,
  status: ({ kind, place }, each) => kind === 'removed' && String(each.status) === place.status,
  header,
  request,
  response,
}

/** The descriptions of the interactions that do not hold, or say too little, once the difference is one of the service. */
export function touched(difference: Difference, interactions: readonly Pinned[]): string[] {
  const { operationId, part } = difference.place
  return interactions
    .filter((each) => each.operationId === operationId && rules[part](difference, each))
    .map(({ description }) => description)
}
