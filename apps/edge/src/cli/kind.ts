import type { Given } from '@export-buckets/command-line/arguments'
import type { Flag } from '@export-buckets/command-line/flag'
import type { CredentialKind } from '../store/store.ts'

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
  choices: kindWords,
}

/** The kind that the command line names, if it does. */
export function kindIn(given: Given): CredentialKind | undefined {
  return kinds[given.text('kind') ?? '']
}
