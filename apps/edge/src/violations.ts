import type { Issue } from '@export-buckets/core'
import { AtlasError } from './errors.ts'

/** The error for what is wrong with a query or a body; a bucket name that is all there is wrong has a code of its own. */
export function invalid(issues: readonly Issue[]): AtlasError {
  const fields = issues.map(({ path, message }) => ({
    description: message,
    field: path.join('.'),
  }))
  const nameAlone = fields.length > 0 && fields.every(({ field }) => field === 'bucketName')
  if (nameAlone) return new AtlasError('EXPORT_BUCKET_NAME_INVALID', { fields })
  const said = fields.map(({ field, description }) =>
    [field, description].filter(Boolean).join(' '),
  )
  return new AtlasError('VALIDATION_ERROR', { parameters: [said.join('; ')], fields })
}
