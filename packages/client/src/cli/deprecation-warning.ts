import { operations } from '@export-buckets/core'
import type { DeprecationNotice } from '../deprecation.ts'

const formatDate = (date: Date) => date.toISOString().slice(0, 10)

/** What to tell who asked for a version that will end. */
export function formatDeprecationWarning(notice: DeprecationNotice): string {
  const { operationId, version, deprecated, sunset } = notice
  const since = deprecated ? ` since ${formatDate(deprecated)}` : ''
  const until = sunset ? ` and ends on ${formatDate(sunset)}` : ''
  const newestVersion = operations[operationId].versions.at(-1)?.version
  return `${operationId} at ${version} is deprecated${since}${until}; ask for --version ${newestVersion} or later`
}
