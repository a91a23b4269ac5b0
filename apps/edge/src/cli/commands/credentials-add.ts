import { putCredential } from '../../store/statements.ts'
import { change, changeOptions } from '../change.ts'
import type { Command } from '../command.ts'
import { accessListIn, grantIn, grantOptions } from '../grant.ts'
import { handOver, outputOption } from '../hand-over.ts'
import { kindOfWord, kindWords } from '../kinds.ts'

export const add: Command = {
  name: 'credentials add',
  operand: kindWords,
  about: 'Makes a credential with a random secret, for one project, as narrow as you say.',
  options: { ...grantOptions, output: outputOption, ...changeOptions },
  examples: [
    'credentials add service-account --project 32b6e34b3d91647abb20e7b8 --role GROUP_READ_ONLY --output ci.env',
    'credentials add api-key --project 32b6e34b3d91647abb20e7b8 --role GROUP_READ_ONLY --operation getGroupBackupExportBucket --bucket 64f1a2b3c4d5e6f708192a3b --allow-ip 203.0.113.0/24',
  ],
  async run(given, world) {
    const { kind, variables, make } = kindOfWord(given.operand, 'KIND')
    const grant = grantIn(given)
    const accessList = accessListIn(given)
    const { id, proof, secret } = make()
    const [idName, secretName] = variables
    const lines = [
      [idName, id],
      [secretName, secret],
      ['MONGODB_ATLAS_PROJECT_ID', grant.groupId],
    ] as const
    await handOver(lines, given, world, async () => {
      await change(putCredential(kind, id, proof, { grants: [grant], accessList }), given, world)
    })
  },
}
