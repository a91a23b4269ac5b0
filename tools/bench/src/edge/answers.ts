import { isDeepStrictEqual } from 'node:util'
import { responseValidator } from '@export-buckets/core'
import { buckets } from '../fixture.ts'
import type { Series } from './series.ts'

const getShape = responseValidator('getGroupBackupExportBucket', '2024-05-30')
const listShape = responseValidator('listGroupBackupExportBuckets', '2024-05-30')

/**
 * Checks that a server answers what is asked of it: the fixture, or, where Prism makes one up, something of its shape.
 *
 * @throws Error that shows the body
 */
export function assertAnswers({ name, server, path }: Series, body: string): void {
  const value: unknown = JSON.parse(body)
  const shape = path.endsWith('exportBuckets') ? listShape : getShape
  const results = Object(value).results ?? [value]
  const expected = path.endsWith('exportBuckets') ? buckets : [buckets[0]]
  const right = shape?.is(value) && (server === 'prism' || isDeepStrictEqual(results, expected))
  if (!right) throw new Error(`${name} does not answer what was asked for: ${body}`)
}
