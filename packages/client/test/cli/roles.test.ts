import { describe, expect, test } from 'vitest'
import { buckets, createBodies, roleId } from '../fakes/buckets.ts'
import {
  type FakeHandler,
  respondInSequence,
  respondNoContent,
  respondWithBody,
  respondWithError,
} from '../fakes/fake-atlas.ts'
import { awsRole, azureRole, freshAwsRole, gcpRole, iamAssumedRoleArn } from '../fakes/workflow.ts'
import { runWorkflow, sentBody, useWorkflowClock } from './workflow.ts'

useWorkflowClock()

const roleFlags = ['--roleId', roleId]
const { atlasAzureAppId, servicePrincipalId, tenantId } = azureRole
const azureFlags = [
  ['--atlasAzureAppId', String(atlasAzureAppId)],
  ['--servicePrincipalId', String(servicePrincipalId)],
  ['--tenantId', String(tenantId)],
].flat()
const azureBody = { providerName: 'AZURE', atlasAzureAppId, servicePrincipalId, tenantId }

describe('role list and role get', () => {
  test('role list prints the roles of all providers in one table', async () => {
    const handlers = {
      listGroupCloudProviderAccess: {
        awsIamRoles: [awsRole, freshAwsRole],
        azureServicePrincipals: [azureRole],
        gcpServiceAccounts: [gcpRole],
      },
    }
    const { stdout } = await runWorkflow(['role', 'list', '-o', 'table'], handlers)
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/ +/))
    expect(rows).toEqual([
      ['ID', 'PROVIDER', 'IDENTITY', 'AUTHORIZED', 'USES'],
      [roleId, 'AWS', iamAssumedRoleArn, awsRole['authorizedDate'], '1'],
      [roleId, 'AWS', '-', '-', '0'],
      [roleId, 'AZURE', servicePrincipalId, '-', '0'],
      [roleId, 'GCP', '-', 'IN_PROGRESS', '0'],
    ])
  })

  test('role get prints the role', async () => {
    const handlers = { getGroupCloudProviderAccess: awsRole }
    const result = await runWorkflow(['role', 'get', ...roleFlags], handlers)
    expect(JSON.parse(result.stdout)).toEqual(awsRole)
    expect(result.api[0]?.path).toMatch(new RegExp(`/cloudProviderAccess/${roleId}$`))
  })

  test('an ARN as --roleId is an error that says which id is needed', async () => {
    const { code, stderr, api } = await runWorkflow(
      ['role', 'get', '--roleId', iamAssumedRoleArn],
      {},
    )
    expect(stderr).toMatch(
      /^error: --roleId: .+ the ARN of an IAM role.+`export-buckets role list`/,
    )
    expect([code, api]).toEqual([2, []])
  })
})

describe('role create', () => {
  const create = (provider: string, ...flags: string[]) => [
    ...['role', 'create', '--cloudProvider', provider],
    ...flags,
  ]

  test.each([
    ['AWS', [], freshAwsRole, { providerName: 'AWS' }],
    ['AZURE', azureFlags, azureRole, azureBody],
    ['GCP', [], gcpRole, { providerName: 'GCP' }],
  ])(
    'role create sends a role of %s, and prints nothing but the role in a pipe',
    async (provider, flags, role, body) => {
      const handlers = { createGroupCloudProviderAccess: role }
      const result = await runWorkflow(create(provider, ...flags), handlers)
      expect(sentBody(result, 'createGroupCloudProviderAccess')).toEqual(body)
      expect(JSON.parse(result.stdout)).toEqual(role)
      expect(result.stderr).toBe('')
    },
  )

  const nextSteps = async (provider: string, role: object, flags: string[] = []) => {
    const handlers = { createGroupCloudProviderAccess: role }
    const terminal = ['stderr'] as const
    const { stdout, stderr } = await runWorkflow(create(provider, ...flags), handlers, { terminal })
    expect(JSON.parse(stdout)).toEqual(role)
    return stderr
  }

  test('on a terminal, role create prints the trust policy of AWS with the two values of Atlas', async () => {
    const stderr = await nextSteps('AWS', freshAwsRole)
    const policy = stderr.slice(stderr.indexOf('{'), stderr.lastIndexOf('}') + 1)
    expect(JSON.parse(policy)).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: freshAwsRole['atlasAWSAccountArn'] },
          Action: 'sts:AssumeRole',
          Condition: {
            StringEquals: { 'sts:ExternalId': freshAwsRole['atlasAssumedRoleExternalId'] },
          },
        },
      ],
    })
    expect(stderr).toContain(
      `\nexport-buckets role authorize --roleId ${roleId} --cloudProvider AWS --iamAssumedRoleArn ARN\n`,
    )
  })

  test('on a terminal, role create prints the roles that Azure needs, and the command that authorizes', async () => {
    const stderr = await nextSteps('AZURE', azureRole, azureFlags)
    expect(stderr).toContain('Storage Blob Data Contributor')
    expect(stderr).toContain(
      `\nexport-buckets role authorize --roleId ${roleId} --cloudProvider AZURE ${azureFlags.join(' ')}\n`,
    )
  })

  test('on a terminal, role create has placeholders for the ids that Atlas does not return', async () => {
    const { _id, providerName } = azureRole
    const role = { _id, providerName }
    const { stderr } = await runWorkflow(
      ['role', 'create', '--file', '-'],
      { createGroupCloudProviderAccess: role },
      { terminal: ['stderr'], stdin: '{"providerName":"AZURE"}' },
    )
    expect(stderr).toMatch(/ --atlasAzureAppId UUID --servicePrincipalId UUID --tenantId UUID\n$/)
  })

  test.each([
    [
      'the service account, which exists',
      'atlas@p-1.iam.gserviceaccount.com',
      'the service account atlas@p-1.iam',
    ],
    [
      'how to get it',
      null,
      `"export-buckets role get --roleId ${roleId}" prints as soon as it exists`,
    ],
  ])(
    'on a terminal, role create prints for Google Cloud %s',
    async (_, gcpServiceAccountForAtlas, text) => {
      const stderr = await nextSteps('GCP', { ...gcpRole, gcpServiceAccountForAtlas })
      expect(stderr).toContain(text)
      expect(stderr).toContain('Storage Object User')
    },
  )

  test('values of Atlas in the next steps cannot control the terminal', async () => {
    const atlasAWSAccountArn = '\u001b[2J\u202e'
    const stderr = await nextSteps('AWS', { ...freshAwsRole, atlasAWSAccountArn })
    for (const character of ['\u001b[2J', '\u202e']) expect(stderr).not.toContain(character)
  })

  test('role create sends the body of --file', async () => {
    const files = { 'role.json': '{"providerName":"AWS"}' }
    const handlers = { createGroupCloudProviderAccess: freshAwsRole }
    const result = await runWorkflow(['role', 'create', '--file', 'role.json'], handlers, { files })
    expect(sentBody(result, 'createGroupCloudProviderAccess')).toEqual({ providerName: 'AWS' })
  })
})

describe('a body of flags without its provider or its fields', () => {
  const azure = ['--cloudProvider', 'AZURE']
  test.each([
    [['create'], 'missing body: use either --file or --cloudProvider, --atlasAzureAppId, '],
    [['create', ...azureFlags], '--cloudProvider: missing (AWS, AZURE or GCP)\n'],
    [['authorize', ...roleFlags, ...azureFlags], '--cloudProvider: missing (AWS, AZURE or GCP)\n'],
    [['authorize', ...roleFlags, '--cloudProvider', 'AWS'], 'iamAssumedRoleArn: missing'],
    [['create', ...azureFlags.slice(0, 2), ...azure], '--servicePrincipalId: missing\n'],
    [['create', ...azureFlags.slice(0, 4), ...azure], '--tenantId: missing\n'],
    [['authorize', ...roleFlags, ...azureFlags.slice(0, 4), ...azure], '--tenantId: missing\n'],
    [['create', '--cloudProvider', 'AWS', ...azureFlags], 'atlasAzureAppId: unknown field'],
  ])('role %j exits with 2 and sends nothing', async (args, message) => {
    const { code, stderr, api } = await runWorkflow(['role', ...args], {})
    expect(stderr).toContain(message)
    expect([code, api]).toEqual([2, []])
  })
})

/** Responds twice that Atlas cannot assume the role, then with a success. */
const respondLater = (handler: FakeHandler): FakeHandler => {
  const cannotAssumeRole = respondWithError('CANNOT_ASSUME_ROLE')
  return respondInSequence(cannotAssumeRole, cannotAssumeRole, handler)
}
const reports = [
  'Atlas cannot assume the role yet (CANNOT_ASSUME_ROLE), attempt 2 follows in 2 s, 0 s',
  'Atlas cannot assume the role yet (CANNOT_ASSUME_ROLE), attempt 3 follows in 3 s, 2 s',
  '',
]

describe('role authorize', () => {
  const authorize = [
    ...['role', 'authorize', ...roleFlags, '--cloudProvider', 'AWS'],
    ...['--iamAssumedRoleArn', iamAssumedRoleArn],
  ]
  const operation = 'authorizeGroupCloudProviderAccessRole'
  const laterHandlers = { [operation]: respondLater(respondWithBody(operation, awsRole)) }

  test('role authorize sends the ARN, and prints the role', async () => {
    const result = await runWorkflow(authorize, { [operation]: awsRole })
    expect(sentBody(result, operation)).toEqual({ providerName: 'AWS', iamAssumedRoleArn })
    expect(JSON.parse(result.stdout)).toEqual(awsRole)
  })

  test('role authorize sends the service principal of Azure', async () => {
    const args = ['role', 'authorize', ...roleFlags, '--cloudProvider', 'AZURE', ...azureFlags]
    const result = await runWorkflow(args, { [operation]: azureRole })
    expect(sentBody(result, operation)).toEqual(azureBody)
  })

  test('role authorize waits while Atlas cannot assume the role, and reports it', async () => {
    const { code, stdout, stderr } = await runWorkflow(authorize, laterHandlers)
    expect([code, JSON.parse(stdout)]).toEqual([0, awsRole])
    expect(stderr.split('\n')).toEqual(reports)
  })

  test('on a terminal, the progress line reports that Atlas cannot assume the role', async () => {
    const { stderr } = await runWorkflow(authorize, laterHandlers, { terminal: ['stderr'] })
    expect(stderr).toContain(
      'Atlas cannot assume the role yet (CANNOT_ASSUME_ROLE), attempt 2 follows, 1 s',
    )
  })

  test('role authorize gives up after 90 seconds', async () => {
    const handlers = { [operation]: respondWithError('CANNOT_ASSUME_ROLE') }
    const { code, stderr, api } = await runWorkflow(authorize, handlers)
    expect(stderr).toMatch(/^error: authorizeGroupCloudProviderAccessRole: 400 CANNOT_ASSUME_ROLE/m)
    expect([code, api.length]).toEqual([1, 12])
  })
})

describe('create --retryAssumeRole', () => {
  const create = [
    ...['create', '--cloudProvider', 'AWS', '--bucketName', createBodies.AWS.bucketName],
    ...['--iamRoleId', roleId],
  ]
  const operation = 'createGroupBackupExportBucket'
  const handlers = () => ({ [operation]: respondLater(respondWithBody(operation, buckets.AWS)) })

  test('create --retryAssumeRole waits while Atlas cannot assume the role, and reports it', async () => {
    const { code, stdout, stderr } = await runWorkflow([...create, '--retryAssumeRole'], handlers())
    expect([code, JSON.parse(stdout)]).toEqual([0, buckets.AWS])
    expect(stderr.split('\n')).toEqual(reports)
  })

  test('create without --retryAssumeRole fails at once', async () => {
    const { code, api } = await runWorkflow(create, handlers())
    expect([code, api.length]).toEqual([1, 1])
  })
})

describe('role deauthorize', () => {
  const deauthorize = ['role', 'deauthorize', ...roleFlags, '--cloudProvider', 'GCP']
  const operation = 'deauthorizeGroupCloudProviderAccessRole'

  test('role deauthorize deletes the role of the provider, and prints nothing', async () => {
    const { code, stdout, api } = await runWorkflow(deauthorize, { [operation]: respondNoContent })
    expect([code, stdout]).toEqual([0, ''])
    expect(api[0]?.path).toMatch(new RegExp(`/cloudProviderAccess/GCP/${roleId}$`))
  })

  test('role deauthorize --ignoreMissing succeeds when the role does not exist', async () => {
    const handlers = { [operation]: respondWithError('CLOUD_PROVIDER_ACCESS_ROLE_NOT_FOUND') }
    expect(await runWorkflow(deauthorize, handlers)).toHaveProperty('code', 4)
    const ignored = await runWorkflow([...deauthorize, '--ignoreMissing'], handlers)
    expect(ignored).toHaveProperty('code', 0)
  })
})
