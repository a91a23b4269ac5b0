import { tokenPath } from '@export-buckets/core'
import type { CreateApiReference } from '@scalar/types/api-reference'
import { tryItFetch } from './try-it.ts'

/** What scalar.js puts into the page. */
declare const Scalar: { createApiReference: CreateApiReference }

/** The URL of an app at any prefix, without a slash at its end: Scalar resolves relative URLs against the origin. */
const baseUrl = new URL('.', location.href).href.replace(/\/$/, '')

Scalar.createApiReference('#reference', {
  url: `${baseUrl}/openapi.json`,
  servers: [{ url: baseUrl, description: 'The server of this page' }],
  customFetch: tryItFetch,
  // Nothing is loaded from Scalar's services, sent to them or opened in them.
  telemetry: false,
  proxyUrl: '',
  withDefaultFonts: false,
  hideClientButton: true,
  showDeveloperTools: 'never',
  agent: { disabled: true },
  mcp: { disabled: true },
  // Credentials stay in the page's memory.
  persistAuth: false,
  authentication: {
    preferredSecurityScheme: 'ServiceAccount',
    // Scalar asks for a name and a password for Basic alone; `tryIt` makes a Digest of them.
    securitySchemes: {
      DigestAuth: { scheme: 'basic' },
      ServiceAccount: { flows: { clientCredentials: { tokenUrl: baseUrl + tokenPath } } },
    },
  },
  documentDownloadType: 'json',
  showOperationId: true,
  defaultOpenAllTags: true,
  hideModels: true,
})
