import type { CredentialKind } from '../store/store.ts'
import { flagValue, type Given } from './arguments.ts'
import type { Flag } from './command.ts'

/** The kinds of credentials by what they are called on the command line. */
const kinds: Readonly<Record<string, CredentialKind>> = {
  'service-account': 'service account',
  'api-key': 'api key',
}

export const kindWords: readonly string[] = Object.keys(kinds)

/** Says which credential is meant where one of each kind has the id. */
export const kindFlag: Flag = {
  name: 'kind',
  value: 'KIND',
  about: `${kindWords.join(' or ')}, where one of each has the id`,
  problem: (text) =>
    kindWords.includes(text)
      ? undefined
      : `expected ${kindWords.join(' or ')}, got ${JSON.stringify(text)}`,
}

/** The kind that the command line names, if it does. */
export function kindIn(given: Given): CredentialKind | undefined {
  return kinds[flagValue(given, 'kind') ?? '']
}
