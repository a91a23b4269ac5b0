import { tokenPath } from '@export-buckets/core'
import type { CreateApiReference } from '@scalar/types/api-reference'
import { tryItFetch } from './try-it.ts'

/** The global variable of scalar.js. */
declare const Scalar: { createApiReference: CreateApiReference }

/** The URL of the app with its prefix. Absolute, because Scalar resolves relative URLs against the origin. */
const baseUrl = new URL('.', location.href).href.replace(/\/$/, '')

Scalar.createApiReference('#reference', {
  url: `${baseUrl}/openapi.json`,
  servers: [{ url: baseUrl, description: 'The server of this page' }],
  customFetch: tryItFetch,
  // Disables everything that loads from, sends to or opens Scalar's services.
  telemetry: false,
  proxyUrl: '',
  withDefaultFonts: false,
  hideClientButton: true,
  showDeveloperTools: 'never',
  agent: { disabled: true },
  mcp: { disabled: true },
  // Keeps credentials in memory only.
  persistAuth: false,
  authentication: {
    preferredSecurityScheme: 'ServiceAccount',
    // Scalar has inputs for a name and a password only with Basic. `tryItFetch` converts them to Digest.
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
