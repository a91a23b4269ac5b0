import type { ParsedArguments } from '@export-buckets/cli-kit/arguments'
import {
  generateClientId,
  generateClientSecret,
  generatePrivateKey,
  generatePublicKey,
} from '../../auth/generate-credentials.ts'
import { upsertApiKey, upsertServiceAccount } from '../../store/sql/statements.ts'
import type { ServiceAccount } from '../../store/store.ts'
import type { Command } from '../command.ts'
import { kindChoices, kindName } from '../credential-kind.ts'
import { grantFlags, parseGrantFlags } from '../grant-flags.ts'
import {
  apiKeyVariables,
  outputFlags,
  revealSecret,
  serviceAccountVariables,
} from '../reveal-secret.ts'
import { changeFlags, writeOrExportSql } from '../write-or-export-sql.ts'
import { listCommand } from './list.ts'

type Permissions = Pick<ServiceAccount, 'grants' | 'accessList'>

function createServiceAccount(permissions: Permissions) {
  const clientId = generateClientId()
  const { secret, hash } = generateClientSecret()
  return {
    id: clientId,
    statement: upsertServiceAccount({ clientId, secretHash: hash, ...permissions }),
    variables: serviceAccountVariables(clientId, secret),
  }
}

function createApiKey(permissions: Permissions) {
  const publicKey = generatePublicKey()
  const { secret, hash } = generatePrivateKey(publicKey)
  return {
    id: publicKey,
    statement: upsertApiKey({ publicKey, ha1: hash, ...permissions }),
    variables: apiKeyVariables(publicKey, secret),
  }
}

function parsePermissions(parsedArgs: ParsedArguments): Permissions {
  const accessList = parsedArgs.values('allow-ip')
  return { grants: parseGrantFlags(parsedArgs), ...(accessList.length > 0 && { accessList }) }
}

const example = 'export-buckets-edge credentials add'

export const addCommand: Command = {
  name: 'credentials add',
  description: 'Creates a credential and shows its secret once. The database has only a hash.',
  positional: { name: 'KIND', choices: kindChoices },
  flags: [...grantFlags, ...outputFlags, ...changeFlags],
  examples: [
    `${example} service-account --project 32b6e34b3d91647abb20e7b8 --role GROUP_READ_ONLY --output ci.env`,
    `${example} api-key --project 32b6e34b3d91647abb20e7b8 --role GROUP_BACKUP_MANAGER --operation createGroupBackupExportBucket --allow-ip 203.0.113.0/24`,
    `${example} service-account --project 32b6e34b3d91647abb20e7b8 --role GROUP_READ_ONLY --project 5cf3a1b0c2d4e5f601234567 --role GROUP_OWNER --bucket 64f1a2b3c4d5e6f708192a3b`,
  ],
  async run(parsedArgs, context) {
    const permissions = parsePermissions(parsedArgs)
    const credential =
      parsedArgs.positional === kindName('api key')
        ? createApiKey(permissions)
        : createServiceAccount(permissions)
    const projects = permissions.grants.map(({ groupId }) => groupId)
    await revealSecret(parsedArgs, context, { ...credential, projects }, async () => {
      await writeOrExportSql(parsedArgs, context, [credential.statement], listCommand.name)
    })
    return 0
  },
}
