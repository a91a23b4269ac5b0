import type { ParsedArguments } from '@export-buckets/cli-kit/arguments'
import type { Flag } from '@export-buckets/cli-kit/flag'
import type { CredentialKind } from '../store/store.ts'

/** The kinds of credentials by what they are called on the command line. */
const kindNames: Readonly<Record<CredentialKind, string>> = {
  'service account': 'service-account',
  'api key': 'api-key',
}

export const kinds: readonly CredentialKind[] = ['service account', 'api key']
export const kindChoices: readonly string[] = kinds.map((kind) => kindNames[kind])

/** What a kind is called on the command line. */
export const kindName = (kind: CredentialKind): string => kindNames[kind]

/** Says which credential is meant where one of each kind has the id. */
export const kindFlag: Flag = {
  name: 'kind',
  valueName: 'KIND',
  description: `${kindChoices.join(' or ')}, where one of each has the id`,
  choices: kindChoices,
}

/** The kind that the command line names, if it does. */
export function parseKind(parsedArgs: ParsedArguments): CredentialKind | undefined {
  const name = parsedArgs.value('kind')
  return kinds.find((kind) => kindNames[kind] === name)
}
