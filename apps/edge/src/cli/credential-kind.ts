import type { Flag, ParsedArguments } from '@export-buckets/cli-kit/arguments'
import type { CredentialKind } from '../store/store.ts'

/** The names of the kinds on the command line. */
const kindNames: Readonly<Record<CredentialKind, string>> = {
  'service account': 'service-account',
  'api key': 'api-key',
}

export const kinds: readonly CredentialKind[] = ['service account', 'api key']
export const kindChoices: readonly string[] = kinds.map((kind) => kindNames[kind])

/** Returns the name of a kind on the command line. */
export const kindName = (kind: CredentialKind): string => kindNames[kind]

/** Selects a credential when one of each kind has the id. */
export const kindFlag: Flag = {
  name: 'kind',
  valueName: 'KIND',
  description: `${kindChoices.join(' or ')}, needed only if both have the id`,
  choices: kindChoices,
}

/** Returns the kind on the command line, or `undefined` without the flag. */
export function parseKind(parsedArgs: ParsedArguments): CredentialKind | undefined {
  const name = parsedArgs.value('kind')
  return kinds.find((kind) => kindNames[kind] === name)
}
