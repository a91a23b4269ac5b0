import { expect, test } from 'vitest'
import { accountIn, atlasVariables, keyIn } from '../src/atlas-environment.ts'
import { UsageError } from '../src/usage-error.ts'

const { clientId, clientSecret, publicKey, privateKey } = atlasVariables

test('credentials are read by the names that the Atlas CLI has for them', () => {
  const env = {
    MONGODB_ATLAS_CLIENT_ID: 'i',
    MONGODB_ATLAS_CLIENT_SECRET: 's',
    MONGODB_ATLAS_PUBLIC_API_KEY: 'p',
    MONGODB_ATLAS_PRIVATE_API_KEY: 'q',
  }
  expect(accountIn(env)).toEqual({ clientId: 'i', clientSecret: 's' })
  expect(keyIn(env)).toEqual({ publicKey: 'p', privateKey: 'q' })
})

test('an empty variable is one that is not set', () => {
  expect(accountIn({ [clientId]: '', [clientSecret]: '' })).toBeUndefined()
  expect(keyIn({})).toBeUndefined()
})

test.each([
  [clientId, clientSecret, accountIn],
  [clientSecret, clientId, accountIn],
  [publicKey, privateKey, keyIn],
  [privateKey, publicKey, keyIn],
])('%s is nothing without %s', (set, missing, credentials) => {
  const message = `${set} is set, but ${missing} is not`
  expect(() => credentials({ [set]: 'secret' })).toThrow(new UsageError(message))
  expect(() => credentials({ [set]: 'secret', [missing]: '' })).toThrow(new UsageError(message))
})
