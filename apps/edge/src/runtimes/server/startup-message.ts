import { apiVersions, operations, tokenPath, vendorMediaType } from '@export-buckets/core'
import { sampleReplicaSet } from './seed-clusters.ts'

const operation = operations.getGroupBackupExportBucket
const baseUrlVariable = '$MONGODB_ATLAS_OPS_MANAGER_URL'

function bucketUrl(): string {
  const path = operation.path
    .replace('{groupId}', '$MONGODB_ATLAS_PROJECT_ID')
    .replace('{exportBucketId}', '$EXPORT_BUCKET_ID_AWS')
  return `"${baseUrlVariable}${path}?pretty=true"`
}

const acceptFlag = `--header "Accept: ${vendorMediaType(apiVersions.at(-1) ?? '')}"`

const exportArguments = `export --clusterName ${sampleReplicaSet} --exportBucketId "$EXPORT_BUCKET_ID_AWS" --watch`

/** Returns the commands of this project, which differ between an installed package and a clone. */
function localCommands(isInstalled: boolean): string {
  const program = isInstalled
    ? 'npx @export-buckets/client'
    : 'npx -y pnpm@12 --silent export-buckets'
  const client = `With the client of this project:
  npx -y pnpm@12 --silent example "$EXPORT_BUCKET_ID_AWS"

`
  return `${isInstalled ? '' : client}With the command line of this project:
  ${program} list

Export the newest snapshot of a cluster, as Atlas would:
  ${program} ${exportArguments}`
}

/** Returns the message after the start: the URL, and commands that read a bucket. */
export function startupMessage(
  baseUrl: string,
  credentialsFile: string,
  hasPage: boolean,
  isInstalled: boolean,
): string {
  return `
Export buckets are served at ${baseUrl}${hasPage ? '\nOpen it in a browser to read the API reference and try requests.' : ''}
Load the sample credentials, then read a bucket:

  . ${credentialsFile}

With an access token:
  TOKEN=$(curl --silent --show-error --user "$MONGODB_ATLAS_CLIENT_ID:$MONGODB_ATLAS_CLIENT_SECRET" --data grant_type=client_credentials "${baseUrlVariable}${tokenPath}" | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
  curl --silent --show-error --header "Authorization: Bearer $TOKEN" ${acceptFlag} ${bucketUrl()}

With an API key:
  curl --silent --show-error --user "$MONGODB_ATLAS_PUBLIC_API_KEY:$MONGODB_ATLAS_PRIVATE_API_KEY" --digest ${acceptFlag} ${bucketUrl()}

With the Atlas CLI:
  env -u MONGODB_ATLAS_CLIENT_ID -u MONGODB_ATLAS_CLIENT_SECRET atlas api cloudBackups ${operation.operationId} --groupId "$MONGODB_ATLAS_PROJECT_ID" --exportBucketId "$EXPORT_BUCKET_ID_AWS" --version ${operation.versions.at(-1)?.version}

(By the API key: the Atlas CLI stores the token of a service account in your profile, and would send it to other servers.)

With Terraform, in an empty folder:
  echo 'terraform { required_providers { mongodbatlas = { source = "mongodb/mongodbatlas" } } }' > main.tf
  echo 'variable "project_id" {}' >> main.tf
  echo 'data "mongodbatlas_cloud_backup_snapshot_export_buckets" "all" { project_id = var.project_id }' >> main.tf
  echo 'output "buckets" { value = data.mongodbatlas_cloud_backup_snapshot_export_buckets.all.results }' >> main.tf
  terraform init && TF_VAR_project_id="$MONGODB_ATLAS_PROJECT_ID" terraform apply -auto-approve

${localCommands(isInstalled)}

EXPORT_BUCKET_ID_AZURE and EXPORT_BUCKET_ID_GCP contain the other two ids. Stop the server with Ctrl-C.
`
}
