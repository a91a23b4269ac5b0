import type { CloudProvider } from './export-bucket.ts'
import { formatValue } from './validator.ts'

/** A provider's rules for bucket names. The schema has the length (3 to 63). */
interface NameRules {
  /** The pattern of the whole name, and its description. */
  readonly requiredPattern: readonly [RegExp, string]
  /** The patterns that no name may match, and their descriptions. */
  readonly forbiddenPatterns: readonly (readonly [RegExp, string])[]
}

const ipAddress = [/^\d{1,3}(\.\d{1,3}){3}$/, 'be formatted as an IP address'] as const

const rules: Readonly<Record<CloudProvider, NameRules>> = {
  AWS: {
    requiredPattern: [
      /^[a-z0-9][a-z0-9.-]*[a-z0-9]$/,
      'lower-case letters, digits, dots and hyphens, a letter or digit at both ends',
    ],
    forbiddenPatterns: [
      [/\.\./, 'have two dots in a row'],
      ipAddress,
      [/^(xn--|sthree-|amzn-s3-demo-)/, 'start with xn--, sthree- or amzn-s3-demo-'],
      [
        /(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/,
        'end with -s3alias, --ol-s3, .mrap, --x-s3 or --table-s3',
      ],
    ],
  },
  AZURE: {
    requiredPattern: [
      /^[a-z0-9][a-z0-9-]*[a-z0-9]$/,
      'lower-case letters, digits and hyphens, a letter or digit at both ends',
    ],
    forbiddenPatterns: [[/--/, 'have two hyphens in a row']],
  },
  GCP: {
    requiredPattern: [
      /^[a-z0-9][a-z0-9._-]*[a-z0-9]$/,
      'lower-case letters, digits, dots, hyphens and underscores, a letter or digit at both ends',
    ],
    forbiddenPatterns: [
      [/\.\.|\.-|-\./, 'have two dots, or a dot and a hyphen, in a row'],
      ipAddress,
      [/^goog/, 'start with goog'],
      [/g[o0]{2}g[l1]e/, 'contain google or a look-alike of it'],
    ],
  },
}

/**
 * Returns the violated rule of a bucket name, or `undefined` for a valid name. Does not check the length, which the schema
 * does.
 *
 * Rules: "General purpose bucket naming rules" of the Amazon S3 User Guide; "Naming and Referencing Containers, Blobs, and
 * Metadata" of the Azure Blob Storage REST API; "Bucket name requirements" of the Google Cloud Storage documentation.
 */
export function bucketNameIssue(provider: CloudProvider, name: string): string | undefined {
  const { requiredPattern, forbiddenPatterns } = rules[provider]
  const [pattern, description] = requiredPattern
  if (!pattern.test(name)) return `expected ${description}, got ${formatValue(name)}`
  const match = forbiddenPatterns.find(([forbidden]) => forbidden.test(name))
  return match && `must not ${match[1]}, got ${formatValue(name)}`
}

/** See "Storage account name" in the Azure Storage account overview. A container is one segment of the path. */
const serviceUrlPattern =
  /^https:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)*\.blob\.core\.windows\.net(?:\/([^/?#]*))?\/?$/

/** Returns the violation in the URL of an Azure storage account or container, or `undefined` for a valid URL. */
export function serviceUrlIssue(serviceUrl: string): string | undefined {
  if (serviceUrlPattern.test(serviceUrl)) return undefined
  return `expected https://ACCOUNT.blob.core.windows.net, or /CONTAINER after it, got ${formatValue(serviceUrl)}`
}

/** Returns the container in a URL, or `undefined` for the URL of a storage account. */
export function containerFromUrl(serviceUrl: string): string | undefined {
  const [, container] = serviceUrlPattern.exec(serviceUrl) ?? []
  return container || undefined
}
