import { brokerVariables } from '../../broker/broker.ts'
import { variables } from '../environment.ts'
import { optionRow, program, section } from '../help.ts'
import type { Style } from '../style.ts'
import { verifyOptions } from './verify-options.ts'

const examples = [
  `${program} verify --provider-url https://cloud.mongodb.com --html matrix.html`,
  `${program} verify --provider-url http://127.0.0.1:8787 --states-url http://127.0.0.1:8788/`,
  `${program} verify --provider-url http://127.0.0.1:8787 --provider AZURE --status 200 --status 404`,
]

/** The help of `verify`. */
export function verifyHelp(style: Style): string {
  return `${[
    'Verifies a provider against the pact. Without --states-url it sends nothing but GET, for a project and buckets that\nare there already; with it, everything, in the provider states of Pact.',
    `${style('bold', 'Usage:')} ${program} verify --provider-url URL [options]`,
    section(style, 'Options', verifyOptions.map(optionRow)),
    section(style, 'Environment', [
      [variables.clientId, 'service account for what is asked with Bearer, with'],
      [variables.clientSecret, ''],
      [variables.publicKey, 'API key for what is asked with Digest, with'],
      [variables.privateKey, ''],
      ...Object.values(brokerVariables).map((name) => [name, 'with --publish'] as const),
      ['NO_COLOR', 'no colour; there is none outside of a terminal anyway'],
    ]),
    section(
      style,
      'Examples',
      examples.map((example) => [example, ''] as const),
    ),
  ].join('\n\n')}\n`
}
