import type { Given } from '@export-buckets/command-line/arguments'
import type { Flag } from '@export-buckets/command-line/flag'
import type { CredentialKind } from '../store/store.ts'

/** The kinds of credentials by what they are called on the command line. */
const words: Readonly<Record<CredentialKind, string>> = {
  'service account': 'service-account',
  'api key': 'api-key',
}

export const kinds: readonly CredentialKind[] = ['service account', 'api key']
export const kindWords: readonly string[] = kinds.map((kind) => words[kind])

/** What a kind is called on the command line. */
export const wordOf = (kind: CredentialKind): string => words[kind]

/** Says which credential is meant where one of each kind has the id. */
export const kindFlag: Flag = {
  name: 'kind',
  value: 'KIND',
  about: `${kindWords.join(' or ')}, where one of each has the id`,
  choices: kindWords,
}

/** The kind that the command line names, if it does. */
export function kindIn(given: Given): CredentialKind | undefined {
  const word = given.text('kind')
  return kinds.find((kind) => words[kind] === word)
}
