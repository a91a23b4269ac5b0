import { GroupId } from '@export-buckets/core'
import { ObjectId } from 'bson'
import * as v from 'valibot'
import * as z from 'zod'

/** Says whether a text is an id. */
export type IsId = (value: string) => boolean

const pattern = /^[a-f0-9]{24}$/
const zodId = z.string().regex(pattern)
const valibotId = v.pipe(v.string(), v.regex(pattern))

/** Every validator, by the name of its series. */
export const validators: Readonly<Record<string, IsId>> = {
  'bare regex': (value) => pattern.test(value),
  'core GroupId.is': (value) => GroupId.is(value),
  'bson ObjectId.isValid': (value) => ObjectId.isValid(value),
  'zod safeParse': (value) => zodId.safeParse(value).success,
  'valibot is': (value) => v.is(valibotId, value),
}
