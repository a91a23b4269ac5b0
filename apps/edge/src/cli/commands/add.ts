import type { Given } from '@export-buckets/command-line/arguments'
import { newClientId, newClientSecret, newPrivateKey, newPublicKey } from '../../new-credentials.ts'
import { putApiKey, putServiceAccount } from '../../store/statements.ts'
import type { ServiceAccount } from '../../store/store.ts'
import { change, changeFlags } from '../change.ts'
import type { Command } from '../command.ts'
import { grantFlags, grantsIn } from '../grants.ts'
import { kindWords, wordOf } from '../kind.ts'
import { apiKeyVariables, outputFlags, serviceAccountVariables, showOnce } from '../show-once.ts'

type Allowed = Pick<ServiceAccount, 'grants' | 'accessList'>

function newServiceAccount(allowed: Allowed) {
  const clientId = newClientId()
  const { secret, proof } = newClientSecret()
  return {
    id: clientId,
    statement: putServiceAccount({ clientId, secretHash: proof, ...allowed }),
    variables: serviceAccountVariables(clientId, secret),
  }
}

function newApiKey(allowed: Allowed) {
  const publicKey = newPublicKey()
  const { secret, proof } = newPrivateKey(publicKey)
  return {
    id: publicKey,
    statement: putApiKey({ publicKey, ha1: proof, ...allowed }),
    variables: apiKeyVariables(publicKey, secret),
  }
}

function allowedIn(given: Given): Allowed {
  const accessList = given.texts('allow-ip')
  return { grants: grantsIn(given), ...(accessList.length > 0 && { accessList }) }
}

const example = 'export-buckets-edge credentials add'

export const add: Command = {
  name: 'credentials add',
  about: 'Makes a credential, and shows its secret once; what is stored is a hash.',
  operand: { name: 'KIND', choices: kindWords },
  flags: [...grantFlags, ...outputFlags, ...changeFlags],
  examples: [
    `${example} service-account --project 32b6e34b3d91647abb20e7b8 --role GROUP_READ_ONLY --output ci.env`,
    `${example} api-key --project 32b6e34b3d91647abb20e7b8 --role GROUP_BACKUP_MANAGER --operation createGroupBackupExportBucket --allow-ip 203.0.113.0/24`,
    `${example} service-account --project 32b6e34b3d91647abb20e7b8 --role GROUP_READ_ONLY --project 5cf3a1b0c2d4e5f601234567 --role GROUP_OWNER --bucket 64f1a2b3c4d5e6f708192a3b`,
  ],
  async run(given, world) {
    const allowed = allowedIn(given)
    const made =
      given.operand === wordOf('api key') ? newApiKey(allowed) : newServiceAccount(allowed)
    const projects = allowed.grants.map(({ groupId }) => groupId)
    await showOnce(given, world, { ...made, projects }, async () => {
      await change(given, world, [made.statement])
    })
  },
}
