import { type NewCredential, newApiKey, newServiceAccount } from '../new-credential.ts'
import type { CredentialKind } from '../store/store.ts'
import type { Given } from './arguments.ts'
import type { Option } from './command.ts'
import { UsageError } from './errors.ts'

/** What the command line knows of a kind of credential. */
export interface Kind {
  /** How it is called on the command line. */
  readonly word: string
  readonly kind: CredentialKind
  /** The variables that hold id and secret: those of the Atlas CLI. */
  readonly variables: readonly [id: string, secret: string]
  /** Makes a secret. Without an id, a new one. */
  make(id?: string): NewCredential
}

const serviceAccount: Kind = {
  word: 'service-account',
  kind: 'service account',
  variables: ['MONGODB_ATLAS_CLIENT_ID', 'MONGODB_ATLAS_CLIENT_SECRET'],
  make: newServiceAccount,
}
const apiKey: Kind = {
  word: 'api-key',
  kind: 'api key',
  variables: ['MONGODB_ATLAS_PUBLIC_API_KEY', 'MONGODB_ATLAS_PRIVATE_API_KEY'],
  make: newApiKey,
}
const kinds = [serviceAccount, apiKey]

/** What stands for a kind in the help. */
export const kindWords: string = kinds.map(({ word }) => word).join('|')

/** How a kind is called on the command line. */
export const wordOf = (kind: CredentialKind): string => kind.replace(' ', '-')

/** @throws UsageError for any other word, naming those that there are */
export function kindOfWord(word: string, source: string): Kind {
  const kind = kinds.find((each) => each.word === word)
  if (kind !== undefined) return kind
  const known = kinds.map((each) => each.word).join(' or ')
  throw new UsageError(`${source}: expected ${known}, got ${JSON.stringify(word)}`)
}

/** The option that says which kind an id is of. */
export const kindOption: Option = {
  value: 'KIND',
  about: `${kindWords}; default: service-account where the id begins with mdb_sa_id_, else api-key`,
}

/**
 * The credential that a command is about.
 *
 * @throws UsageError where it is none
 */
export function namedCredential(given: Given): Kind & { readonly id: string } {
  const id = given.operand
  if (!/^[\x21-\x7e]+$/.test(id)) {
    throw new UsageError(`ID: expected a client id or a public key, got ${JSON.stringify(id)}`)
  }
  const word = given.text('kind')
  const likely = id.startsWith('mdb_sa_id_') ? serviceAccount : apiKey
  return { ...(word === undefined ? likely : kindOfWord(word, '--kind')), id }
}
