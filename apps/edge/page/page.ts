import type { createApiReference } from '@scalar/api-reference'
import { tryIt } from './try-it.ts'

/** What scalar.js puts into the page. */
declare const Scalar: { createApiReference: typeof createApiReference }

Scalar.createApiReference('#reference', {
  url: '/openapi.json',
  customFetch: tryIt,
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
    securitySchemes: { DigestAuth: { scheme: 'basic' } },
  },
  documentDownloadType: 'json',
  showOperationId: true,
  defaultOpenAllTags: true,
  hideModels: true,
})
