import type { components } from './openapi.gen.ts'
import { createSchemaValidator } from './schema-validator.ts'
import * as schemas from './schemas.gen.ts'
import type { Validator } from './validator.ts'

/** The response body of `POST /api/oauth/token` (RFC 6749, section 5.1). `expires_in` is in seconds. */
export type AccessToken = components['schemas']['AccessToken']

/** The error body of the token endpoints (RFC 6749, section 5.2). */
export type OAuthError = components['schemas']['OAuthError']

/** Validates response bodies of the token endpoint. */
export const AccessToken: Validator<AccessToken> = /* @__PURE__ */ createSchemaValidator(
  'AccessToken',
  schemas.AccessToken,
)

/** Validates error bodies of the token endpoints. */
export const OAuthError: Validator<OAuthError> = /* @__PURE__ */ createSchemaValidator(
  'OAuthError',
  schemas.OAuthError,
)

/** The path of the token endpoint. */
export const tokenPath = '/api/oauth/token'

/** The path of the revocation endpoint (RFC 7009). */
export const revokePath = '/api/oauth/revoke'
