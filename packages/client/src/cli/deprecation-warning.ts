import { operations } from '@export-buckets/core'
import type { DeprecationNotice } from '../deprecation.ts'

const dateOf = (date: Date) => date.toISOString().slice(0, 10)

/** What to tell who asked for a version that will end. */
export function deprecationWarning(notice: DeprecationNotice): string {
  const { operationId, version, deprecated, sunset } = notice
  const since = deprecated ? ` since ${dateOf(deprecated)}` : ''
  const until = sunset ? ` and ends on ${dateOf(sunset)}` : ''
  const newest = operations[operationId].versions.at(-1)?.version
  return `${operationId} at ${version} is deprecated${since}${until}; ask for --version ${newest} or later`
}
