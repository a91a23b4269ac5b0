import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'

test('openapi.yaml is valid OpenAPI 3.1 according to an independent validator', async () => {
  const text = readFileSync(join(import.meta.dirname, '..', 'openapi.yaml'), 'utf8')
  const validator = new Validator()
  expect(await validator.validate(text)).toEqual({ valid: true })
  expect(validator.version).toBe('3.1')
})
