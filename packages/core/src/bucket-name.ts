import type { CloudProvider } from './export-bucket.ts'
import { formatValue } from './validator.ts'

/** What a provider asks of the name of a bucket; the length (3 to 63) is the schema's to ask for. */
interface NameRules {
  /** What the whole name matches, and how that reads. */
  readonly requiredPattern: readonly [RegExp, string]
  /** What no name may be like, and how that reads. */
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
 * What is wrong with the name of a bucket, or `undefined`. Not the length: the schema says that.
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
