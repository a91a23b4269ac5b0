import { escapeForTerminal } from '@export-buckets/cli-kit/terminal'
import {
  type AwsAccessRole,
  type AzureAccessRole,
  accessRoleId,
  type CloudProviderAccessRole,
  type GcpAccessRole,
} from '@export-buckets/core'

/** Returns the trust policy that lets Atlas assume an IAM role. */
function trustPolicy({ atlasAWSAccountArn, atlasAssumedRoleExternalId }: AwsAccessRole): string {
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: atlasAWSAccountArn },
    Action: 'sts:AssumeRole',
    Condition: { StringEquals: { 'sts:ExternalId': atlasAssumedRoleExternalId } },
  }
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] }, null, 2)
}

function awsSteps(role: AwsAccessRole): string {
  return `Next, create an IAM role in AWS with this trust policy:

${trustPolicy(role)}

Allow it s3:GetBucketLocation on the bucket, and s3:PutObject on the objects of the bucket. Then:

export-buckets role authorize --roleId ${role.roleId} --cloudProvider AWS --iamAssumedRoleArn ARN`
}

function azureSteps(role: AzureAccessRole): string {
  const { atlasAzureAppId = 'UUID', servicePrincipalId = 'UUID', tenantId = 'UUID' } = role
  return `Next, give the service principal ${servicePrincipalId} two roles in Azure:
Storage Blob Delegator on the storage account, and Storage Blob Data Contributor on the container. Then:

export-buckets role authorize --roleId ${accessRoleId(role)} --cloudProvider AZURE --atlasAzureAppId ${atlasAzureAppId} --servicePrincipalId ${servicePrincipalId} --tenantId ${tenantId}`
}

function gcpSteps({ roleId, gcpServiceAccountForAtlas }: GcpAccessRole): string {
  const account = gcpServiceAccountForAtlas
    ? `the service account ${gcpServiceAccountForAtlas}`
    : `the service account of Atlas, which "export-buckets role get --roleId ${roleId}" prints as soon as it exists,`
  return `Next, give ${account} the role Storage Object User on the bucket. Then:

export-buckets create --cloudProvider GCP --bucketName NAME --roleId ${roleId}`
}

function formatSteps(role: CloudProviderAccessRole): string {
  switch (role.providerName) {
    case 'AWS':
      return awsSteps(role)
    case 'AZURE':
      return azureSteps(role)
    default:
      return gcpSteps(role)
  }
}

/** Returns what to do at the cloud provider after a role was created, and the command that follows. */
export function describeNextSteps(role: CloudProviderAccessRole): string {
  return formatSteps(role).split('\n').map(escapeForTerminal).join('\n')
}
