import { atlasVariables } from '@export-buckets/cli-kit/atlas-environment'
import {
  commandUsage,
  exampleSection,
  flagSection,
  helpText,
  section,
} from '@export-buckets/cli-kit/help'
import { noColorRow, type Style } from '@export-buckets/cli-kit/style'
import { brokerVariables } from '../../../broker/broker-config.ts'
import { program } from '../../help.ts'
import { verifyFlags } from './flags.ts'

const examples = [
  `${program} verify --provider-url https://cloud.mongodb.com --html matrix.html`,
  `${program} verify --provider-url http://127.0.0.1:8787 --states-url http://127.0.0.1:8788/`,
  `${program} verify --provider-url http://127.0.0.1:8787 --provider AZURE --status 200 --status 404`,
]

/** The help of `verify`. */
export function verifyHelp(style: Style): string {
  return helpText(
    'Verifies a provider against the pact. Without --states-url it sends nothing but GET, for a project and buckets that\nare there already; with it, everything, in the provider states of Pact.',
    commandUsage(style, program, { name: 'verify', flags: verifyFlags }),
    flagSection(style, verifyFlags),
    section(style, 'Environment', [
      [atlasVariables.clientId, 'service account for what is asked with Bearer, with'],
      [atlasVariables.clientSecret, ''],
      [atlasVariables.publicKey, 'API key for what is asked with Digest, with'],
      [atlasVariables.privateKey, ''],
      ...Object.values(brokerVariables).map((name) => [name, 'with --publish'] as const),
      noColorRow,
    ]),
    exampleSection(style, examples),
  )
}
