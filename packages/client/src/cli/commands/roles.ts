import { UsageError } from '@export-buckets/cli-kit/arguments'
import { pathParamValidators } from '@export-buckets/core'
import { assumeRoleRetryOptions } from '../assume-role.ts'
import type { BodyFlag, Command, CommandCall } from '../command.ts'
import { operationCommand, workflowCommand } from '../define-command.ts'
import { cloudProviderFlag, ignoreMissingFlag } from '../flags.ts'
import { projectInput, requestBody, roleInput } from '../input.ts'
import { describeNextSteps } from '../role-next-steps.ts'
import { roleTable } from '../tables.ts'

const providerFlag: BodyFlag = { ...cloudProviderFlag, field: ['providerName'] }

const azureFlags: readonly BodyFlag[] = [
  {
    name: 'atlasAzureAppId',
    valueName: 'UUID',
    description: "AZURE: the id of Atlas's application",
  },
  {
    name: 'servicePrincipalId',
    valueName: 'UUID',
    description: 'AZURE: the object id of the service principal',
  },
  { name: 'tenantId', valueName: 'UUID', description: 'AZURE: the tenant' },
]

const azureExample =
  '--atlasAzureAppId 9f2deb0d-be22-4524-a403-df531868bac0 --servicePrincipalId 4297fc77-1592-4de8-a6d5-a8c32401df87 --tenantId 3f0c4a52-6a0b-4f0e-9d6e-2a1f5b7c8d90'

/**
 * Asserts that a body of flags has a provider, and the ids of Azure, which Atlas's schema does not require. Validation would
 * name the field of a missing provider, not its flag.
 *
 * @throws UsageError otherwise
 */
function assertProvider({ parsedArgs }: CommandCall): void {
  if (parsedArgs.has('file')) return
  if (!parsedArgs.has('cloudProvider'))
    throw new UsageError(`--cloudProvider: missing (${cloudProviderFlag.description})`)
  if (parsedArgs.value('cloudProvider') !== 'AZURE') return
  parsedArgs.required('servicePrincipalId')
  parsedArgs.required('tenantId')
}

/** The commands on cloud provider access roles. */
export const roleCommands: readonly Command[] = [
  operationCommand({
    name: 'role list',
    operationId: 'listGroupCloudProviderAccess',
    description:
      'Prints the cloud provider access roles of a project, which Atlas uses at cloud providers.',
    table: roleTable,
    examples: ["export-buckets role list | jq -r '.awsIamRoles[].roleId'"],
    fetch: (call) => call.atlas.cloudProviderAccess.list(projectInput(call)),
  }),
  operationCommand({
    name: 'role get',
    operationId: 'getGroupCloudProviderAccess',
    description: 'Prints one cloud provider access role, with the export buckets that use it.',
    examples: ['export-buckets role get --roleId 5fd2b1c3a4e5f60718293a4b'],
    fetch: (call) => call.atlas.cloudProviderAccess.get(roleInput(call)),
  }),
  workflowCommand({
    name: 'role create',
    operationId: 'createGroupCloudProviderAccess',
    description:
      'Creates a cloud provider access role, and prints it. On a terminal, also prints what to do next.',
    body: [providerFlag, ...azureFlags],
    examples: [
      'export-buckets role create --cloudProvider AWS',
      `export-buckets role create --cloudProvider AZURE ${azureExample}`,
    ],
    async run(call) {
      assertProvider(call)
      const role = requestBody('createGroupCloudProviderAccess', call)
      const body = await call.atlas.cloudProviderAccess.create({ ...projectInput(call), role })
      return { body, nextSteps: describeNextSteps(body) }
    },
  }),
  operationCommand({
    name: 'role authorize',
    operationId: 'authorizeGroupCloudProviderAccessRole',
    description:
      'Authorizes a role that was set up at the cloud provider, and prints it. Waits up to 90 s while Atlas cannot assume it.',
    body: [
      providerFlag,
      {
        name: 'iamAssumedRoleArn',
        valueName: 'ARN',
        description: 'AWS: the ARN of the IAM role that trusts Atlas',
      },
      ...azureFlags,
    ],
    examples: [
      'export-buckets role authorize --roleId 5fd2b1c3a4e5f60718293a4b --cloudProvider AWS --iamAssumedRoleArn arn:aws:iam::123456789012:role/atlas-export',
      `export-buckets role authorize --roleId 5fd2b1c3a4e5f60718293a4b --cloudProvider AZURE ${azureExample}`,
    ],
    async fetch(call) {
      assertProvider(call)
      return call.atlas.cloudProviderAccess.authorize({
        ...roleInput(call),
        role: requestBody('authorizeGroupCloudProviderAccessRole', call),
        retryAssumeRole: assumeRoleRetryOptions(call),
      })
    },
  }),
  operationCommand({
    name: 'role deauthorize',
    operationId: 'deauthorizeGroupCloudProviderAccessRole',
    description: 'Removes a role from the project. The role at the cloud provider is not changed.',
    flags: [ignoreMissingFlag('role')],
    examples: [
      'export-buckets role deauthorize --roleId 5fd2b1c3a4e5f60718293a4b --cloudProvider AWS',
    ],
    fetch: (call) =>
      call.atlas.cloudProviderAccess.deauthorize({
        ...roleInput(call),
        cloudProvider: pathParamValidators.cloudProvider.parse(
          call.parsedArgs.required('cloudProvider'),
        ),
        ignoreMissing: call.parsedArgs.isTrue('ignoreMissing'),
      }),
  }),
]
