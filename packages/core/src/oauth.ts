import type { components } from './openapi.gen.ts'
import { createSchemaValidator } from './schema-validator.ts'
import * as schemas from './schemas.gen.ts'
import type { Validator } from './validator.ts'

/** What `POST /api/oauth/token` answers (RFC 6749, section 5.1); `expires_in` is in seconds. */
export type AccessToken = components['schemas']['AccessToken']

/** The error body of the token endpoints (RFC 6749, section 5.2). */
export type OAuthError = components['schemas']['OAuthError']

/** Validates token answers. */
export const AccessToken: Validator<AccessToken> = /* @__PURE__ */ createSchemaValidator(
  'AccessToken',
  schemas.AccessToken,
)

/** Validates error bodies of the token endpoints. */
export const OAuthError: Validator<OAuthError> = /* @__PURE__ */ createSchemaValidator(
  'OAuthError',
  schemas.OAuthError,
)

/** Where a service account gets its token. */
export const tokenPath = '/api/oauth/token'

/** Where a token is made worthless (RFC 7009). */
export const revokePath = '/api/oauth/revoke'
