// Generated from openapi.yaml by `pnpm generate`. Do not edit.
import type { ClusterName, ExportBucketId, ExportId, GroupId, RoleId, SnapshotId } from "./ids.ts";
/** Every path of the document with its operations, for openapi-fetch. */
export type paths = {
    "/api/atlas/v2/groups/{groupId}/backup/exportBuckets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Return All Snapshot Export Buckets in One Project
         * @description Returns one page of the project's export buckets.
         */
        get: operations["listGroupBackupExportBuckets"];
        put?: never;
        /**
         * Create One Snapshot Export Bucket
         * @description Allows snapshot exports to an existing bucket or container of a cloud provider.
         */
        post: operations["createGroupBackupExportBucket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/atlas/v2/groups/{groupId}/backup/exportBuckets/{exportBucketId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Return One Snapshot Export Bucket
         * @description Returns the export bucket with this id.
         */
        get: operations["getGroupBackupExportBucket"];
        put?: never;
        post?: never;
        /**
         * Delete One Snapshot Export Bucket
         * @description Removes the export bucket from the project. The cloud provider's bucket and its objects are not deleted.
         */
        delete: operations["deleteGroupBackupExportBucket"];
        options?: never;
        head?: never;
        /**
         * Update One Snapshot Export Bucket
         * @description Sets whether exports to an AWS bucket require private networking.
         */
        patch: operations["updateGroupBackupExportBucket"];
        trace?: never;
    };
    "/api/atlas/v2/groups/{groupId}/cloudProviderAccess": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Return All Cloud Provider Access Roles in One Project
         * @description Returns the roles of the project, in one list for each cloud provider. The response has no pages.
         */
        get: operations["listGroupCloudProviderAccess"];
        put?: never;
        /**
         * Create One Cloud Provider Access Role
         * @description Creates a role, and returns what the cloud provider needs to know to trust Atlas. Authorize the role before it is used.
         */
        post: operations["createGroupCloudProviderAccess"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/atlas/v2/groups/{groupId}/cloudProviderAccess/{cloudProvider}/{roleId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Deauthorize One Cloud Provider Access Role
         * @description Removes the role from the project. A role that an export bucket uses cannot be removed.
         */
        delete: operations["deauthorizeGroupCloudProviderAccessRole"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/atlas/v2/groups/{groupId}/cloudProviderAccess/{roleId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Return One Cloud Provider Access Role
         * @description Returns the role with this id, and the features of the project that use it.
         */
        get: operations["getGroupCloudProviderAccess"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Authorize One Cloud Provider Access Role
         * @description Verifies that Atlas can use the role at the cloud provider. Fails with `CANNOT_ASSUME_ROLE` until a new AWS role has propagated.
         */
        patch: operations["authorizeGroupCloudProviderAccessRole"];
        trace?: never;
    };
    "/api/atlas/v2/groups/{groupId}/clusters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Return All Clusters in One Project
         * @description Returns one page of the project's clusters. Terraform's provider lists the clusters after it deletes an export bucket, to find those that still export to it.
         */
        get: operations["listGroupClusters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Return One Cluster from One Project
         * @description Returns the cluster with this name. Terraform's provider waits until the cluster is idle before it takes a snapshot.
         */
        get: operations["getGroupCluster"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/backup/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Return All Snapshot Export Jobs of One Cluster
         * @description Returns one page of the export jobs of a cluster, including those of its backup schedule.
         */
        get: operations["listGroupClusterBackupExports"];
        put?: never;
        /**
         * Create One Snapshot Export Job
         * @description Starts the export of a completed snapshot to an export bucket. No operation cancels an export job.
         */
        post: operations["createGroupClusterBackupExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/backup/exports/{exportId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Return One Snapshot Export Job
         * @description Returns the export job with this id. Only `state` says whether it has ended.
         */
        get: operations["getGroupClusterBackupExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/backup/schedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Return One Cloud Backup Schedule
         * @description Returns the backup schedule of a cluster, and the export bucket of its auto export.
         */
        get: operations["getGroupClusterBackupSchedule"];
        put?: never;
        post?: never;
        /**
         * Remove All Cloud Backup Schedules
         * @description Removes every policy item of the backup schedule, and ends its auto export.
         */
        delete: operations["deleteGroupClusterBackupSchedule"];
        options?: never;
        head?: never;
        /**
         * Update One Cloud Backup Schedule
         * @description Changes the fields that the request contains. Send `export` and `autoExportEnabled` together.
         */
        patch: operations["updateGroupClusterBackupSchedule"];
        trace?: never;
    };
    "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/backup/snapshots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Return All Snapshots of One Replica Set
         * @description Returns one page of the snapshots of a replica set.
         */
        get: operations["listGroupClusterBackupSnapshots"];
        put?: never;
        /**
         * Take One On-Demand Snapshot
         * @description Starts an on-demand snapshot of a cluster. The response does not wait until the snapshot is completed.
         */
        post: operations["takeGroupClusterBackupSnapshots"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/backup/snapshots/{snapshotId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Return One Snapshot of One Cluster
         * @description Returns the snapshot with this id, also that of a sharded cluster.
         */
        get: operations["getGroupClusterBackupSnapshot"];
        put?: never;
        post?: never;
        /**
         * Delete One Snapshot of One Replica Set
         * @description Deletes the snapshot with this id. A snapshot in progress cannot be deleted.
         */
        delete: operations["deleteGroupClusterBackupSnapshot"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/backup/snapshots/shardedCluster/{snapshotId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Return One Snapshot of One Sharded Cluster
         * @description Returns the snapshot of a sharded cluster with this id.
         */
        get: operations["getGroupClusterBackupSnapshotShardedCluster"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/backup/snapshots/shardedClusters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Return All Snapshots of One Sharded Cluster
         * @description Returns the snapshots of a sharded cluster. The response has no pages.
         */
        get: operations["listGroupClusterBackupSnapshotShardedClusters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/oauth/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke One Access Token
         * @description Revokes an access token of the service account before it expires (RFC 7009).
         */
        post: operations["revokeAccessToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/oauth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create One Access Token
         * @description Grants an access token to a service account (client credentials grant, RFC 6749, section 4.4).
         */
        post: operations["createAccessToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
};
export type webhooks = Record<string, never>;
/** The schemas, responses, parameters and headers of the document, by name. */
export type components = {
    schemas: {
        AccessToken: {
            access_token: string;
            /**
             * @description The lifetime in seconds.
             * @example 3600
             */
            expires_in: number;
            /** @enum {string} */
            token_type: "Bearer";
        };
        /** @description The policy of a backup schedule. */
        AdvancedDiskBackupSnapshotSchedulePolicy: {
            id?: string;
            /** @description Seen as empty after the deletion of the schedule, which then has no `nextSnapshot`. */
            policyItems: components["schemas"]["DiskBackupApiPolicyItem"][];
        };
        /** @description The body of every error of the Admin API. */
        ApiError: {
            badRequestDetail?: components["schemas"]["BadRequestDetail"];
            /** @description The error in plain English. */
            detail?: string | null;
            /**
             * @description The HTTP status code.
             * @example 404
             */
            error: number;
            /**
             * @description The code of the error. Absent from a 401 for missing or invalid credentials.
             * @example GROUP_NOT_FOUND
             */
            errorCode?: string;
            /** @description The values that `detail` contains, as strings or numbers. */
            parameters?: unknown[] | null;
            /**
             * @description The HTTP reason phrase.
             * @example Not Found
             */
            reason?: string | null;
        };
        /**
         * @description The policy items whose snapshots are exported. Nothing is exported when no policy item has this frequency. MongoDB's document has monthly and yearly. MongoDB's Terraform provider also documents weekly and, on request, daily.
         * @enum {string}
         */
        AutoExportFrequency: "daily" | "weekly" | "monthly" | "yearly";
        /** @description The auto export to set. Send `autoExportEnabled` with it. */
        AutoExportPolicyRequest: {
            /**
             * @description The id of an export bucket.
             * @example 32b6e34b3d91647abb20e7b8
             */
            exportBucketId?: string;
            frequencyType?: components["schemas"]["AutoExportFrequency"];
        };
        /** @description The auto export of a backup schedule. Seen as absent while auto export is off. */
        AutoExportPolicyView: {
            exportBucketId?: components["schemas"]["ExportBucketId"];
            frequencyType?: components["schemas"]["AutoExportFrequency"];
        };
        /** @description A label of your own, which Atlas writes to the `.complete` file. */
        BackupLabel: {
            key?: string;
            value?: string;
        };
        BadRequestDetail: {
            fields?: components["schemas"]["FieldViolation"][];
        } | null;
        /** @enum {string} */
        CloudProvider: "AWS" | "AZURE" | "GCP";
        /** @description An AWS IAM role that Atlas can assume. */
        CloudProviderAccessAWSIAMRole: {
            /**
             * Format: uuid
             * @description The external id that Atlas sends, for the `sts:ExternalId` condition of the trust policy.
             */
            atlasAssumedRoleExternalId?: string;
            /**
             * @description The AWS account of Atlas, for the trust policy of your IAM role.
             * @example arn:aws:iam::772401394250:root
             */
            atlasAWSAccountArn?: string;
            /** @description The time of the authorization (ISO 8601). Seen as null in a role that is not authorized yet. */
            authorizedDate?: string | null;
            /** @description The time of creation (ISO 8601). */
            createdDate?: string;
            featureUsages?: components["schemas"]["CloudProviderAccessFeatureUsage"][];
            /**
             * @description The ARN of your IAM role. Seen as null in a role that is not authorized yet.
             * @example arn:aws:iam::123456789012:role/atlas-export
             */
            iamAssumedRoleArn?: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            providerName: "AWS";
            roleId: components["schemas"]["RoleId"];
        };
        /** @description A request to create a role for an AWS IAM role. */
        CloudProviderAccessAWSIAMRoleRequest: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            providerName: "AWS";
        };
        /** @description A request to authorize an AWS role. */
        CloudProviderAccessAWSIAMRoleRequestUpdate: {
            /** @description The ARN of your IAM role, whose trust policy allows Atlas to assume it. */
            iamAssumedRoleArn: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            providerName: "AWS";
        };
        /** @description An Azure service principal that Atlas can use. Its id is `_id`, where other providers have `roleId`. */
        CloudProviderAccessAzureServicePrincipal: {
            _id: components["schemas"]["RoleId"];
            /**
             * Format: uuid
             * @description The Azure application of Atlas.
             */
            atlasAzureAppId?: string;
            /** @description The time of creation (ISO 8601). */
            createdDate?: string;
            featureUsages?: components["schemas"]["CloudProviderAccessFeatureUsage"][];
            /** @description The time of the last update (ISO 8601). */
            lastUpdatedDate?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            providerName: "AZURE";
            /**
             * Format: uuid
             * @description The object id of the service principal.
             */
            servicePrincipalId?: string;
            /**
             * Format: uuid
             * @description The tenant of the service principal.
             */
            tenantId?: string;
        };
        /** @description A request to create a role for an Azure service principal. */
        CloudProviderAccessAzureServicePrincipalRequest: {
            /**
             * Format: uuid
             * @description The Azure application of Atlas.
             */
            atlasAzureAppId?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            providerName: "AZURE";
            /**
             * Format: uuid
             * @description The object id of the service principal.
             */
            servicePrincipalId?: string;
            /**
             * Format: uuid
             * @description The tenant of the service principal.
             */
            tenantId?: string;
        };
        /** @description A feature of the project that uses a role. For `EXPORT_SNAPSHOT`, `featureId` names an export bucket. */
        CloudProviderAccessFeatureUsage: {
            /** @description Seen with the bucket and the project for `EXPORT_SNAPSHOT`. */
            featureId?: ({
                exportBucketId?: components["schemas"]["ExportBucketId"];
                groupId?: components["schemas"]["GroupId"];
            } & {
                [key: string]: unknown;
            }) | null;
            /** @example EXPORT_SNAPSHOT */
            featureType?: string;
        };
        /** @description A Google Cloud service account that Atlas creates. */
        CloudProviderAccessGCPServiceAccount: {
            /** @description The time of creation (ISO 8601). */
            createdDate?: string;
            featureUsages?: components["schemas"]["CloudProviderAccessFeatureUsage"][];
            /**
             * @description The service account, to which you grant access to the bucket. Null until Atlas has created it.
             * @example mongodb-atlas-0123456789abcdef@p-0123456789abcdefghijklmn.iam.gserviceaccount.com
             */
            gcpServiceAccountForAtlas?: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            providerName: "GCP";
            roleId: components["schemas"]["RoleId"];
            /**
             * @description The state of the service account.
             * @enum {string}
             */
            status?: "NOT_INITIATED" | "IN_PROGRESS" | "COMPLETE" | "FAILED";
        };
        /** @description A request to create a role with a Google Cloud service account of Atlas. */
        CloudProviderAccessGCPServiceAccountRequest: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            providerName: "GCP";
        };
        /** @description A cloud provider access role. `providerName` selects the variant. */
        CloudProviderAccessRole: components["schemas"]["CloudProviderAccessAWSIAMRole"] | components["schemas"]["CloudProviderAccessAzureServicePrincipal"] | components["schemas"]["CloudProviderAccessGCPServiceAccount"];
        /** @description A request to create a role. `providerName` selects the variant. */
        CloudProviderAccessRoleRequest: components["schemas"]["CloudProviderAccessAWSIAMRoleRequest"] | components["schemas"]["CloudProviderAccessAzureServicePrincipalRequest"] | components["schemas"]["CloudProviderAccessGCPServiceAccountRequest"];
        /** @description A request to authorize a role. `providerName` selects the variant. */
        CloudProviderAccessRoleRequestUpdate: components["schemas"]["CloudProviderAccessAWSIAMRoleRequestUpdate"] | components["schemas"]["CloudProviderAccessAzureServicePrincipalRequest"] | components["schemas"]["CloudProviderAccessGCPServiceAccountRequest"];
        /** @description The roles of a project by cloud provider. */
        CloudProviderAccessRoles: {
            awsIamRoles?: components["schemas"]["CloudProviderAccessAWSIAMRole"][];
            azureServicePrincipals?: components["schemas"]["CloudProviderAccessAzureServicePrincipal"][];
            gcpServiceAccounts?: components["schemas"]["CloudProviderAccessGCPServiceAccount"][];
        };
        /** @description The fields of a cluster that snapshot exports use. Atlas sends about thirty more fields. */
        Cluster: {
            /** @description Whether Atlas takes snapshots of the cluster. */
            backupEnabled?: boolean;
            /** @example REPLICASET */
            clusterType?: string;
            /**
             * @description The time of creation (ISO 8601).
             * @example 2026-08-10T03:27:12Z
             */
            createDate?: string;
            groupId?: components["schemas"]["GroupId"];
            id?: string;
            /** @example 8.0 */
            mongoDBMajorVersion?: string;
            /** @example Cluster0 */
            name?: string;
            /** @example IDLE */
            stateName?: string;
        } & {
            [key: string]: unknown;
        };
        /**
         * @description The name of a cluster.
         * @example Cluster0
         */
        ClusterName: ClusterName;
        /** @description Copies to delete, in version 2023-01-01. */
        DeleteCopiedBackups: {
            cloudProvider?: components["schemas"]["CloudProvider"];
            regionName?: string;
            replicationSpecId?: string;
            zoneId?: string;
        };
        /** @description Copies to delete, in version 2024-08-05. */
        DeleteCopiedBackups20240805: {
            cloudProvider?: components["schemas"]["CloudProvider"];
            regionName?: string;
            zoneId?: string;
        };
        /** @description When snapshots are taken, and how long they are kept. */
        DiskBackupApiPolicyItem: {
            /** @description The number of hours or days between snapshots, the day of the week (1 is Monday), the day of the month (40 is the last one), or the month of the year. */
            frequencyInterval: number;
            /** @enum {string} */
            frequencyType: "hourly" | "daily" | "weekly" | "monthly" | "yearly" | "ondemand";
            id?: string;
            /** @enum {string} */
            retentionUnit: "days" | "weeks" | "months" | "years";
            retentionValue: number;
        };
        /** @description The policy of the copies. */
        DiskBackupCopyPolicyItem: {
            /** @enum {string} */
            frequencyType: "hourly" | "daily" | "weekly" | "monthly" | "yearly" | "ondemand";
            id?: string;
            /** @enum {string} */
            retentionUnit?: "days" | "weeks" | "months" | "years";
            retentionValue?: number;
        };
        /** @description The copies of snapshots in another region, in version 2023-01-01. */
        DiskBackupCopySetting: {
            cloudProvider?: components["schemas"]["CloudProvider"];
            copyPolicyItems?: components["schemas"]["DiskBackupCopyPolicyItem"][];
            frequencies?: ("HOURLY" | "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY" | "ON_DEMAND")[];
            lastNumberOfSnapshots?: number;
            /** @example US_EAST_1 */
            regionName?: string;
            replicationSpecId?: string;
            shouldCopyOplogs?: boolean;
        };
        /** @description The copies of snapshots in another region, in version 2024-08-05. */
        DiskBackupCopySetting20240805: {
            cloudProvider?: components["schemas"]["CloudProvider"];
            copyPolicyItems?: components["schemas"]["DiskBackupCopyPolicyItem"][];
            frequencies?: ("HOURLY" | "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY" | "ON_DEMAND")[];
            lastNumberOfSnapshots?: number;
            /** @example US_EAST_1 */
            regionName?: string;
            shouldCopyOplogs?: boolean;
            zoneId: string;
        };
        /** @description An export job. Seen: `customData` and `exportStatus` are always present, `links` never, `finishedAt` only at the end. */
        DiskBackupExportJob: {
            /** @description The exports of the shards. Absent for a replica set. */
            components?: components["schemas"]["DiskBackupExportMember"][];
            /** @description The time of creation (ISO 8601). */
            createdAt: string;
            customData?: components["schemas"]["BackupLabel"][];
            exportBucketId: components["schemas"]["ExportBucketId"];
            /** @description The exported collections of a replica set. Seen as 0 of 0 in a successful job, and as 105 of 105 in a job in progress: it does not say whether the job has ended. */
            exportStatus?: {
                exportedCollections?: number;
                totalCollections?: number;
            };
            /** @description The time at which the job ended (ISO 8601). */
            finishedAt?: string;
            id: components["schemas"]["ExportId"];
            links?: components["schemas"]["Link"][];
            /** @description The path of the exported files in the bucket. Seen without the leading slash of MongoDB's document: `exported_snapshots/{orgId}/{groupId}/{clusterName}/{createdAt of the snapshot}/{seconds since the epoch}`. */
            prefix?: string;
            snapshotId: components["schemas"]["SnapshotId"];
            /** @enum {string} */
            state: "Queued" | "InProgress" | "Successful" | "Failed" | "Cancelled";
            stateReason?: components["schemas"]["StateReason"];
        };
        /** @description A request to export a snapshot. */
        DiskBackupExportJobRequest: {
            customData?: components["schemas"]["BackupLabel"][];
            /**
             * @description The id of an export bucket.
             * @example 32b6e34b3d91647abb20e7b8
             */
            exportBucketId: string;
            /**
             * @description The id of a snapshot.
             * @example 32b6e34b3d91647abb20e7b8
             */
            snapshotId: string;
        };
        /** @description The export of one shard. */
        DiskBackupExportMember: {
            exportId?: components["schemas"]["ExportId"];
            /** @example atlas-abc123-shard-0 */
            replicaSetName?: string;
        };
        /** @description A request to take a snapshot. */
        DiskBackupOnDemandSnapshotRequest: {
            /** @description A description of the snapshot. */
            description?: string;
            /** @description The number of days until Atlas deletes the snapshot. */
            retentionInDays?: number;
        };
        /** @description A snapshot of a replica set. Seen with `copyRegions` and `replicaSetName` in the response that takes it. Seen while it is in progress: first `mongodVersion` appears, then `cloudProvider`, then `createdAt`. */
        DiskBackupReplicaSet: {
            cloudProvider?: components["schemas"]["CloudProvider"];
            copyRegions?: string[];
            /** @description The time of the snapshot (ISO 8601). */
            createdAt?: string;
            /** @description The description of an on-demand snapshot. */
            description?: string;
            /** @description The time of deletion (ISO 8601). It changes when the snapshot is completed. */
            expiresAt?: string;
            /**
             * @description The frequency of the policy item that caused the snapshot. Seen with the value `ondemand`, which MongoDB's document lacks.
             * @enum {string}
             */
            frequencyType?: "hourly" | "daily" | "weekly" | "monthly" | "yearly" | "ondemand";
            id: components["schemas"]["SnapshotId"];
            links?: components["schemas"]["Link"][];
            /**
             * Format: uuid
             * @description The key of an encrypted snapshot.
             */
            masterKeyUUID?: string;
            /** @example 8.0.12 */
            mongodVersion?: string;
            policyItems?: string[];
            /** @example atlas-abc123-shard-0 */
            replicaSetName?: string;
            /**
             * @description A fallback snapshot cannot be exported.
             * @enum {string}
             */
            snapshotType: "onDemand" | "scheduled" | "fallback";
            /** @enum {string} */
            status: "queued" | "inProgress" | "completed" | "failed";
            /** @description The size on disk. It is not the size of an export. */
            storageSizeBytes?: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "replicaSet";
        };
        /** @description A snapshot of a sharded cluster. */
        DiskBackupShardedClusterSnapshot: {
            /** @enum {string} */
            configServerType?: "EMBEDDED" | "DEDICATED";
            copyRegions?: string[];
            /** @description The time of the snapshot (ISO 8601). */
            createdAt?: string;
            /** @description The description of an on-demand snapshot. */
            description?: string;
            /** @description The time of deletion (ISO 8601). It changes when the snapshot is completed. */
            expiresAt?: string;
            /** @enum {string} */
            frequencyType?: "hourly" | "daily" | "weekly" | "monthly" | "yearly" | "ondemand";
            id: components["schemas"]["SnapshotId"];
            links?: components["schemas"]["Link"][];
            /**
             * Format: uuid
             * @description The key of an encrypted snapshot.
             */
            masterKeyUUID?: string;
            members?: components["schemas"]["DiskBackupShardedClusterSnapshotMember"][];
            /** @example 8.0.12 */
            mongodVersion?: string;
            policyItems?: string[];
            snapshotIds?: components["schemas"]["SnapshotId"][];
            /**
             * @description A fallback snapshot cannot be exported.
             * @enum {string}
             */
            snapshotType: "onDemand" | "scheduled" | "fallback";
            /** @enum {string} */
            status: "queued" | "inProgress" | "completed" | "failed";
            /** @description The size on disk. It is not the size of an export. */
            storageSizeBytes?: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "shardedCluster";
        };
        /** @description The snapshot of one shard. */
        DiskBackupShardedClusterSnapshotMember: {
            cloudProvider: components["schemas"]["CloudProvider"];
            id: components["schemas"]["SnapshotId"];
            /** @example atlas-abc123-shard-0 */
            replicaSetName: string;
        };
        /** @description A snapshot. `type` selects the variant. */
        DiskBackupSnapshot: components["schemas"]["DiskBackupReplicaSet"] | components["schemas"]["DiskBackupShardedClusterSnapshot"];
        /** @description A request to create an export bucket for an AWS S3 bucket. */
        DiskBackupSnapshotAWSExportBucketRequest: {
            /** @description The name of the S3 bucket. */
            bucketName: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            cloudProvider: "AWS";
            /**
             * @description The id of a cloud provider access role of the project, which grants Atlas access to the bucket: an AWS IAM role, an Azure service principal or a Google service account.
             * @example 32b6e34b3d91647abb20e7b8
             */
            iamRoleId: string;
            /** @description Whether exports require private networking. Default is false. */
            requirePrivateNetworking?: boolean;
        };
        /** @description An AWS S3 bucket. */
        DiskBackupSnapshotAWSExportBucketResponse: {
            _id: components["schemas"]["ExportBucketId"];
            /**
             * @description The name of the S3 bucket.
             * @example export-bucket
             */
            bucketName: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            cloudProvider: "AWS";
            iamRoleId: components["schemas"]["RoleId"];
            links?: components["schemas"]["Link"][];
            /**
             * @description The AWS region of the bucket, which Atlas determines. Only in responses to a get.
             * @example us-east-1
             */
            region?: string;
            /** @description Whether exports require private networking. */
            requirePrivateNetworking?: boolean;
        };
        /** @description A request to create an export bucket for an Azure Blob Storage container. */
        DiskBackupSnapshotAzureExportBucketRequest: {
            /** @description The name of the container. Optional when `serviceUrl` contains it. */
            bucketName?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            cloudProvider: "AZURE";
            /**
             * @description The id of a cloud provider access role of the project, which grants Atlas access to the bucket: an AWS IAM role, an Azure service principal or a Google service account.
             * @example 32b6e34b3d91647abb20e7b8
             */
            roleId: string;
            /** @description The URL of the storage account, or of the container in it, under blob.core.windows.net. */
            serviceUrl: string;
            /**
             * Format: uuid
             * @deprecated
             * @description Deprecated. Atlas ignores the value and returns the tenant of the role. A server that does not know the tenant of the role returns the value that was sent.
             */
            tenantId?: string;
        };
        /** @description An Azure Blob Storage container. */
        DiskBackupSnapshotAzureExportBucketResponse: {
            _id: components["schemas"]["ExportBucketId"];
            /**
             * @description The name of the container.
             * @example examplecontainer
             */
            bucketName: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            cloudProvider: "AZURE";
            links?: components["schemas"]["Link"][];
            roleId: components["schemas"]["RoleId"];
            /**
             * @description The URL of the container, under blob.core.windows.net.
             * @example https://examplestorageaccount.blob.core.windows.net/examplecontainer
             */
            serviceUrl: string;
            /**
             * Format: uuid
             * @description The Azure Active Directory tenant of the service principal.
             * @example 4297fc77-1592-4de8-a6d5-a8c32401df87
             */
            tenantId: string;
        };
        /** @description A request to create an export bucket, in version 2024-05-30. `cloudProvider` selects the variant. */
        DiskBackupSnapshotExportBucketRequest: components["schemas"]["DiskBackupSnapshotAWSExportBucketRequest"] | components["schemas"]["DiskBackupSnapshotAzureExportBucketRequest"] | components["schemas"]["DiskBackupSnapshotGCPExportBucketRequest"];
        /** @description An export bucket in version 2024-05-30. `cloudProvider` selects the variant. */
        DiskBackupSnapshotExportBucketResponse: components["schemas"]["DiskBackupSnapshotAWSExportBucketResponse"] | components["schemas"]["DiskBackupSnapshotAzureExportBucketResponse"] | components["schemas"]["DiskBackupSnapshotGCPExportBucketResponse"];
        /** @description A request to create an export bucket for a Google Cloud Storage bucket. */
        DiskBackupSnapshotGCPExportBucketRequest: {
            /** @description The name of the bucket. */
            bucketName: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            cloudProvider: "GCP";
            /**
             * @description The id of a cloud provider access role of the project, which grants Atlas access to the bucket: an AWS IAM role, an Azure service principal or a Google service account.
             * @example 32b6e34b3d91647abb20e7b8
             */
            roleId: string;
        };
        /** @description A Google Cloud Storage bucket. */
        DiskBackupSnapshotGCPExportBucketResponse: {
            _id: components["schemas"]["ExportBucketId"];
            /**
             * @description The name of the bucket.
             * @example export-bucket
             */
            bucketName: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            cloudProvider: "GCP";
            links?: components["schemas"]["Link"][];
            roleId: components["schemas"]["RoleId"];
        };
        /** @description A backup schedule in version 2023-01-01. */
        DiskBackupSnapshotSchedule: {
            /** @description Whether Atlas exports the snapshots of the schedule. */
            autoExportEnabled: boolean;
            clusterId?: string;
            clusterName: components["schemas"]["ClusterName"];
            copyPolicyItemsEnabled?: boolean;
            copySettings?: components["schemas"]["DiskBackupCopySetting"][];
            export?: components["schemas"]["AutoExportPolicyView"];
            extraRetentionSettings?: components["schemas"]["ExtraRetentionSetting"][];
            links?: components["schemas"]["Link"][];
            /** @description The time of the next snapshot (ISO 8601). Absent without policy items. */
            nextSnapshot?: string;
            policies?: components["schemas"]["AdvancedDiskBackupSnapshotSchedulePolicy"][];
            /** @description The hour of the snapshots in UTC. */
            referenceHourOfDay?: number;
            /** @description The minute of the snapshots. */
            referenceMinuteOfHour?: number;
            /** @description The number of days of continuous backup. */
            restoreWindowDays?: number;
            /** @description Whether names replace the ids in the prefix of an export. */
            useOrgAndGroupNamesInExportPrefix?: boolean;
        };
        /** @description A backup schedule in version 2024-08-05. */
        DiskBackupSnapshotSchedule20240805: {
            autoCopySettingsEnabled?: boolean;
            /** @description Whether Atlas exports the snapshots of the schedule. */
            autoExportEnabled: boolean;
            clusterId?: string;
            clusterName: components["schemas"]["ClusterName"];
            copyPolicyItemsEnabled?: boolean;
            copySettings?: components["schemas"]["DiskBackupCopySetting20240805"][];
            export?: components["schemas"]["AutoExportPolicyView"];
            extraRetentionSettings?: components["schemas"]["ExtraRetentionSetting"][];
            links?: components["schemas"]["Link"][];
            /** @description The time of the next snapshot (ISO 8601). Absent without policy items. */
            nextSnapshot?: string;
            policies?: components["schemas"]["AdvancedDiskBackupSnapshotSchedulePolicy"][];
            /** @description The hour of the snapshots in UTC. */
            referenceHourOfDay?: number;
            /** @description The minute of the snapshots. */
            referenceMinuteOfHour?: number;
            /** @description The number of days of continuous backup. */
            restoreWindowDays?: number;
            /** @description Whether names replace the ids in the prefix of an export. */
            useOrgAndGroupNamesInExportPrefix?: boolean;
        };
        /** @description A request to change a backup schedule, in version 2023-01-01. A field that is absent is not changed. Fields that only Atlas sets are ignored, so that a schedule that was read can be sent back. */
        DiskBackupSnapshotScheduleRequest: {
            /** @description Whether Atlas exports the snapshots of the schedule. */
            autoExportEnabled?: boolean;
            clusterId?: string;
            clusterName?: string;
            copyPolicyItemsEnabled?: boolean;
            copySettings?: components["schemas"]["DiskBackupCopySetting"][];
            deleteCopiedBackups?: components["schemas"]["DeleteCopiedBackups"][];
            deleteCopySnapshots?: boolean;
            /** @description Whether to delete the snapshots of removed policy items. */
            deleteSnapshots?: boolean;
            export?: components["schemas"]["AutoExportPolicyRequest"];
            extraRetentionSettings?: components["schemas"]["ExtraRetentionSetting"][];
            links?: components["schemas"]["Link"][];
            /** @description The time of the next snapshot (ISO 8601). Absent without policy items. */
            nextSnapshot?: string;
            /** @description Null is the same as absent. MongoDB's Go SDK sends it for no policies. */
            policies?: components["schemas"]["AdvancedDiskBackupSnapshotSchedulePolicy"][] | null;
            /** @description The hour of the snapshots in UTC. */
            referenceHourOfDay?: number;
            /** @description The minute of the snapshots. */
            referenceMinuteOfHour?: number;
            /** @description The number of days of continuous backup. */
            restoreWindowDays?: number;
            updateCopySnapshots?: boolean;
            /** @description Whether to apply the new retention to existing snapshots. */
            updateSnapshots?: boolean;
            /** @description Whether names replace the ids in the prefix of an export. */
            useOrgAndGroupNamesInExportPrefix?: boolean;
        };
        /** @description A request to change a backup schedule, in version 2024-08-05. A field that is absent is not changed. Fields that only Atlas sets are ignored, so that a schedule that was read can be sent back. */
        DiskBackupSnapshotScheduleRequest20240805: {
            autoCopySettingsEnabled?: boolean;
            /** @description Whether Atlas exports the snapshots of the schedule. */
            autoExportEnabled?: boolean;
            clusterId?: string;
            clusterName?: string;
            copyPolicyItemsEnabled?: boolean;
            copySettings?: components["schemas"]["DiskBackupCopySetting20240805"][];
            deleteCopiedBackups?: components["schemas"]["DeleteCopiedBackups20240805"][];
            deleteCopySnapshots?: boolean;
            /** @description Whether to delete the snapshots of removed policy items. */
            deleteSnapshots?: boolean;
            export?: components["schemas"]["AutoExportPolicyRequest"];
            extraRetentionSettings?: components["schemas"]["ExtraRetentionSetting"][];
            links?: components["schemas"]["Link"][];
            /** @description The time of the next snapshot (ISO 8601). Absent without policy items. */
            nextSnapshot?: string;
            /** @description Null is the same as absent. MongoDB's Go SDK sends it for no policies. */
            policies?: components["schemas"]["AdvancedDiskBackupSnapshotSchedulePolicy"][] | null;
            /** @description The hour of the snapshots in UTC. */
            referenceHourOfDay?: number;
            /** @description The minute of the snapshots. */
            referenceMinuteOfHour?: number;
            /** @description The number of days of continuous backup. */
            restoreWindowDays?: number;
            updateCopySnapshots?: boolean;
            /** @description Whether to apply the new retention to existing snapshots. */
            updateSnapshots?: boolean;
            /** @description Whether names replace the ids in the prefix of an export. */
            useOrgAndGroupNamesInExportPrefix?: boolean;
        };
        /**
         * @description The id of an export bucket.
         * @example 32b6e34b3d91647abb20e7b8
         */
        ExportBucketId: ExportBucketId;
        /**
         * @description The id of an export job.
         * @example 32b6e34b3d91647abb20e7b8
         */
        ExportId: ExportId;
        /** @description How long snapshots of one frequency are kept after the cluster is deleted. */
        ExtraRetentionSetting: {
            /** @enum {string} */
            frequencyType?: "HOURLY" | "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY" | "ON_DEMAND";
            retentionDays?: number;
        };
        FieldViolation: {
            description: string;
            field: string;
        };
        /**
         * @description The id of a project. The API calls projects groups.
         * @example 32b6e34b3d91647abb20e7b8
         */
        GroupId: GroupId;
        Link: {
            /** @example https://cloud.mongodb.com/api/atlas */
            href?: string;
            /**
             * @description Seen as a URL in the links of a backup schedule.
             * @example self
             */
            rel?: string;
        };
        OAuthError: {
            /** @example invalid_client */
            error: string;
            error_description?: string;
        };
        /** @description A page of export jobs. */
        PaginatedApiAtlasDiskBackupExportJobView: {
            links?: components["schemas"]["Link"][];
            results: components["schemas"]["DiskBackupExportJob"][];
            /** @description The estimated number of results on all pages. */
            totalCount?: number;
        };
        /** @description A page of export buckets in version 2024-05-30. */
        PaginatedBackupSnapshotExportBucketsView: {
            links?: components["schemas"]["Link"][];
            results: components["schemas"]["DiskBackupSnapshotExportBucketResponse"][];
            /** @description The estimated number of results on all pages. */
            totalCount?: number;
        };
        /** @description A page of export buckets in version 2023-01-01. */
        PaginatedBackupSnapshotExportBucketView: {
            links?: components["schemas"]["Link"][];
            results: components["schemas"]["DiskBackupSnapshotAWSExportBucketResponse"][];
            /** @description The estimated number of results on all pages. */
            totalCount?: number;
        };
        /** @description A page of snapshots of a replica set. */
        PaginatedCloudBackupReplicaSetView: {
            links?: components["schemas"]["Link"][];
            results: components["schemas"]["DiskBackupReplicaSet"][];
            /** @description The estimated number of results on all pages. */
            totalCount?: number;
        };
        /** @description The snapshots of a sharded cluster. */
        PaginatedCloudBackupShardedClusterSnapshotView: {
            links?: components["schemas"]["Link"][];
            results: components["schemas"]["DiskBackupShardedClusterSnapshot"][];
            /** @description The number of results. */
            totalCount?: number;
        };
        /** @description A page of clusters. */
        PaginatedClustersView: {
            links?: components["schemas"]["Link"][];
            results: components["schemas"]["Cluster"][];
            /** @description The estimated number of results on all pages. */
            totalCount?: number;
        };
        /**
         * @description The id of a cloud provider access role of the project, which grants Atlas access to the bucket: an AWS IAM role, an Azure service principal or a Google service account.
         * @example 32b6e34b3d91647abb20e7b8
         */
        RoleId: RoleId;
        /**
         * @description The id of a snapshot.
         * @example 32b6e34b3d91647abb20e7b8
         */
        SnapshotId: SnapshotId;
        /** @description Why an export job failed. Present only when `state` is `Failed`. */
        StateReason: {
            errorCode?: string;
            message?: string;
        };
        UpdateRequirePrivateNetworkingRequestView: {
            /** @description Whether exports require private networking. */
            requirePrivateNetworking: boolean;
        };
    };
    responses: {
        /** @description The request is invalid. */
        badRequest: {
            headers: {
                "X-Error-Code": components["headers"]["X-Error-Code"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description The state of the resource does not allow the request. */
        conflict: {
            headers: {
                "X-Error-Code": components["headers"]["X-Error-Code"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description The request body is too large. */
        contentTooLarge: {
            headers: {
                "X-Error-Code": components["headers"]["X-Error-Code"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description The caller's IP address is not on the access list, or the credentials are restricted to other operations, export buckets or clusters. */
        forbidden: {
            headers: {
                "X-Error-Code": components["headers"]["X-Error-Code"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description The requested resource version is past its sunset date. */
        gone: {
            headers: {
                "X-Error-Code": components["headers"]["X-Error-Code"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description The server failed unexpectedly. */
        internalServerError: {
            headers: {
                "X-Error-Code": components["headers"]["X-Error-Code"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description Accept names no resource version. Send application/vnd.atlas.YYYY-MM-DD+json. */
        notAcceptable: {
            headers: {
                "X-Error-Code": components["headers"]["X-Error-Code"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description The project or the resource does not exist, or the caller has no role in the project. */
        notFound: {
            headers: {
                "X-Error-Code": components["headers"]["X-Error-Code"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description An error of the token endpoints (RFC 6749, section 5.2). */
        oauthError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OAuthError"];
            };
        };
        /** @description The server's storage or upstream is temporarily unavailable. */
        serviceUnavailable: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-Error-Code": components["headers"]["X-Error-Code"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description The rate limit of the project, or of the service account at the token endpoint, is exceeded. */
        tooManyRequests: {
            headers: {
                "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                "Retry-After": components["headers"]["Retry-After"];
                "X-Error-Code": components["headers"]["X-Error-Code"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description The credentials are missing or invalid, and the body has no `errorCode`. Or the caller lacks the role that the operation requires in the project, and `errorCode` is `USER_UNAUTHORIZED`. */
        unauthorized: {
            headers: {
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description The request body is not JSON. Send Content-Type application/json or application/vnd.atlas.YYYY-MM-DD+json. */
        unsupportedMediaType: {
            headers: {
                "X-Error-Code": components["headers"]["X-Error-Code"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
    };
    parameters: {
        /** @description The cloud provider of the role. */
        cloudProvider: "AWS" | "AZURE" | "GCP";
        /** @description The name of the cluster. */
        clusterName: string;
        /** @description Whether to wrap the response in an object with its status code. */
        envelope: boolean;
        exportBucketId: string;
        exportId: string;
        /** @description The id of the project. The API calls projects groups. */
        groupId: string;
        /** @description Whether the response has `totalCount`. */
        includeCount: boolean;
        /** @description Whether to return deleted clusters that have retained backups. */
        includeDeletedWithRetainedBackups: boolean;
        itemsPerPage: number;
        /** @description The increment of `oplogTs`. */
        oplogInc: number;
        /** @description Returns the snapshots for a restore to this oplog timestamp, in seconds since the epoch. */
        oplogTs: number;
        pageNum: number;
        /** @description Returns the snapshots for a restore to this time, in seconds since the epoch. */
        pointInTimeUtcSeconds: number;
        /** @description Whether to indent the response body. */
        pretty: boolean;
        /** @description The id of the role. An Azure role has it as `_id`. It is not the ARN. */
        roleId: string;
        snapshotId: string;
    };
    requestBodies: never;
    headers: {
        /** @description The date of the resource version that replaces this one. Seen on a 404 of a backup schedule, too. */
        Deprecation: string;
        /** @description The capacity of the token bucket, in requests. */
        "RateLimit-Limit": number;
        /** @description The requests that remain in the token bucket. */
        "RateLimit-Remaining": number;
        /** @description The number of seconds to wait before the next request. */
        "Retry-After": number;
        /** @description The date from which requests for this resource version get status 410. */
        Sunset: string;
        /** @description The challenge (RFC 9110, section 11.6.1), of Bearer when the request had a token, otherwise of Digest. */
        "WWW-Authenticate": string;
        /** @description The `errorCode` of the body. */
        "X-Error-Code": string;
    };
    pathItems: never;
};
export type $defs = Record<string, never>;
export interface operations {
    listGroupBackupExportBuckets: {
        parameters: {
            query?: {
                /** @description Whether to wrap the response in an object with its status code. */
                envelope?: components["parameters"]["envelope"];
                /** @description Whether the response has `totalCount`. */
                includeCount?: components["parameters"]["includeCount"];
                itemsPerPage?: components["parameters"]["itemsPerPage"];
                pageNum?: components["parameters"]["pageNum"];
                /** @description Whether to indent the response body. */
                pretty?: components["parameters"]["pretty"];
            };
            header?: never;
            path: {
                /** @description The id of the project. The API calls projects groups. */
                groupId: components["parameters"]["groupId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of export buckets, in the newest resource version that is not later than the requested date. */
            200: {
                headers: {
                    Deprecation: components["headers"]["Deprecation"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    Sunset: components["headers"]["Sunset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.atlas.2023-01-01+json": components["schemas"]["PaginatedBackupSnapshotExportBucketView"];
                    "application/vnd.atlas.2024-05-30+json": components["schemas"]["PaginatedBackupSnapshotExportBucketsView"];
                };
            };
            400: components["responses"]["badRequest"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            406: components["responses"]["notAcceptable"];
            410: components["responses"]["gone"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["internalServerError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
    createGroupBackupExportBucket: {
        parameters: {
            query?: {
                /** @description Whether to wrap the response in an object with its status code. */
                envelope?: components["parameters"]["envelope"];
                /** @description Whether to indent the response body. */
                pretty?: components["parameters"]["pretty"];
            };
            header?: never;
            path: {
                /** @description The id of the project. The API calls projects groups. */
                groupId: components["parameters"]["groupId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/vnd.atlas.2023-01-01+json": components["schemas"]["DiskBackupSnapshotAWSExportBucketRequest"];
                "application/vnd.atlas.2024-05-30+json": components["schemas"]["DiskBackupSnapshotExportBucketRequest"];
            };
        };
        responses: {
            /** @description The export bucket. Atlas determines the region later, so the response has no `region`. */
            200: {
                headers: {
                    Deprecation: components["headers"]["Deprecation"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    Sunset: components["headers"]["Sunset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.atlas.2023-01-01+json": components["schemas"]["DiskBackupSnapshotAWSExportBucketResponse"];
                    "application/vnd.atlas.2024-05-30+json": components["schemas"]["DiskBackupSnapshotExportBucketResponse"];
                };
            };
            400: components["responses"]["badRequest"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            406: components["responses"]["notAcceptable"];
            410: components["responses"]["gone"];
            413: components["responses"]["contentTooLarge"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["internalServerError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
    getGroupBackupExportBucket: {
        parameters: {
            query?: {
                /** @description Whether to wrap the response in an object with its status code. */
                envelope?: components["parameters"]["envelope"];
                /** @description Whether to indent the response body. */
                pretty?: components["parameters"]["pretty"];
            };
            header?: never;
            path: {
                exportBucketId: components["parameters"]["exportBucketId"];
                /** @description The id of the project. The API calls projects groups. */
                groupId: components["parameters"]["groupId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The export bucket, in the newest resource version that is not later than the requested date. */
            200: {
                headers: {
                    Deprecation: components["headers"]["Deprecation"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    Sunset: components["headers"]["Sunset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.atlas.2023-01-01+json": components["schemas"]["DiskBackupSnapshotAWSExportBucketResponse"];
                    "application/vnd.atlas.2024-05-30+json": components["schemas"]["DiskBackupSnapshotExportBucketResponse"];
                };
            };
            400: components["responses"]["badRequest"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            406: components["responses"]["notAcceptable"];
            410: components["responses"]["gone"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["internalServerError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
    deleteGroupBackupExportBucket: {
        parameters: {
            query?: {
                /** @description Whether to wrap the response in an object with its status code. */
                envelope?: components["parameters"]["envelope"];
            };
            header?: never;
            path: {
                exportBucketId: components["parameters"]["exportBucketId"];
                /** @description The id of the project. The API calls projects groups. */
                groupId: components["parameters"]["groupId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The export bucket was removed. */
            204: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.atlas.2023-01-01+json": unknown;
                };
            };
            400: components["responses"]["badRequest"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            406: components["responses"]["notAcceptable"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["internalServerError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
    updateGroupBackupExportBucket: {
        parameters: {
            query?: {
                /** @description Whether to wrap the response in an object with its status code. */
                envelope?: components["parameters"]["envelope"];
                /** @description Whether to indent the response body. */
                pretty?: components["parameters"]["pretty"];
            };
            header?: never;
            path: {
                exportBucketId: components["parameters"]["exportBucketId"];
                /** @description The id of the project. The API calls projects groups. */
                groupId: components["parameters"]["groupId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/vnd.atlas.2024-05-30+json": components["schemas"]["UpdateRequirePrivateNetworkingRequestView"];
            };
        };
        responses: {
            /** @description The updated export bucket. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.atlas.2024-05-30+json": components["schemas"]["DiskBackupSnapshotAWSExportBucketResponse"];
                };
            };
            400: components["responses"]["badRequest"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            406: components["responses"]["notAcceptable"];
            413: components["responses"]["contentTooLarge"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["internalServerError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
    listGroupCloudProviderAccess: {
        parameters: {
            query?: {
                /** @description Whether to wrap the response in an object with its status code. */
                envelope?: components["parameters"]["envelope"];
                /** @description Whether to indent the response body. */
                pretty?: components["parameters"]["pretty"];
            };
            header?: never;
            path: {
                /** @description The id of the project. The API calls projects groups. */
                groupId: components["parameters"]["groupId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The roles of the project. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.atlas.2023-01-01+json": components["schemas"]["CloudProviderAccessRoles"];
                };
            };
            400: components["responses"]["badRequest"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            406: components["responses"]["notAcceptable"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["internalServerError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
    createGroupCloudProviderAccess: {
        parameters: {
            query?: {
                /** @description Whether to wrap the response in an object with its status code. */
                envelope?: components["parameters"]["envelope"];
                /** @description Whether to indent the response body. */
                pretty?: components["parameters"]["pretty"];
            };
            header?: never;
            path: {
                /** @description The id of the project. The API calls projects groups. */
                groupId: components["parameters"]["groupId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/vnd.atlas.2023-01-01+json": components["schemas"]["CloudProviderAccessRoleRequest"];
            };
        };
        responses: {
            /** @description The role, which is not authorized yet. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.atlas.2023-01-01+json": components["schemas"]["CloudProviderAccessRole"];
                };
            };
            400: components["responses"]["badRequest"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            406: components["responses"]["notAcceptable"];
            413: components["responses"]["contentTooLarge"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["internalServerError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
    deauthorizeGroupCloudProviderAccessRole: {
        parameters: {
            query?: {
                /** @description Whether to wrap the response in an object with its status code. */
                envelope?: components["parameters"]["envelope"];
                /** @description Whether to indent the response body. */
                pretty?: components["parameters"]["pretty"];
            };
            header?: never;
            path: {
                /** @description The cloud provider of the role. */
                cloudProvider: components["parameters"]["cloudProvider"];
                /** @description The id of the project. The API calls projects groups. */
                groupId: components["parameters"]["groupId"];
                /** @description The id of the role. An Azure role has it as `_id`. It is not the ARN. */
                roleId: components["parameters"]["roleId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The role was removed. */
            204: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.atlas.2023-01-01+json": unknown;
                };
            };
            400: components["responses"]["badRequest"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            406: components["responses"]["notAcceptable"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["internalServerError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
    getGroupCloudProviderAccess: {
        parameters: {
            query?: {
                /** @description Whether to wrap the response in an object with its status code. */
                envelope?: components["parameters"]["envelope"];
                /** @description Whether to indent the response body. */
                pretty?: components["parameters"]["pretty"];
            };
            header?: never;
            path: {
                /** @description The id of the project. The API calls projects groups. */
                groupId: components["parameters"]["groupId"];
                /** @description The id of the role. An Azure role has it as `_id`. It is not the ARN. */
                roleId: components["parameters"]["roleId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The role. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.atlas.2023-01-01+json": components["schemas"]["CloudProviderAccessRole"];
                };
            };
            400: components["responses"]["badRequest"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            406: components["responses"]["notAcceptable"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["internalServerError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
    authorizeGroupCloudProviderAccessRole: {
        parameters: {
            query?: {
                /** @description Whether to wrap the response in an object with its status code. */
                envelope?: components["parameters"]["envelope"];
                /** @description Whether to indent the response body. */
                pretty?: components["parameters"]["pretty"];
            };
            header?: never;
            path: {
                /** @description The id of the project. The API calls projects groups. */
                groupId: components["parameters"]["groupId"];
                /** @description The id of the role. An Azure role has it as `_id`. It is not the ARN. */
                roleId: components["parameters"]["roleId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/vnd.atlas.2023-01-01+json": components["schemas"]["CloudProviderAccessRoleRequestUpdate"];
            };
        };
        responses: {
            /** @description The authorized role. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.atlas.2023-01-01+json": components["schemas"]["CloudProviderAccessRole"];
                };
            };
            400: components["responses"]["badRequest"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            406: components["responses"]["notAcceptable"];
            409: components["responses"]["conflict"];
            413: components["responses"]["contentTooLarge"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["internalServerError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
    listGroupClusters: {
        parameters: {
            query?: {
                /** @description Whether to wrap the response in an object with its status code. */
                envelope?: components["parameters"]["envelope"];
                /** @description Whether the response has `totalCount`. */
                includeCount?: components["parameters"]["includeCount"];
                /** @description Whether to return deleted clusters that have retained backups. */
                includeDeletedWithRetainedBackups?: components["parameters"]["includeDeletedWithRetainedBackups"];
                itemsPerPage?: components["parameters"]["itemsPerPage"];
                pageNum?: components["parameters"]["pageNum"];
                /** @description Whether to indent the response body. */
                pretty?: components["parameters"]["pretty"];
            };
            header?: never;
            path: {
                /** @description The id of the project. The API calls projects groups. */
                groupId: components["parameters"]["groupId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of clusters. */
            200: {
                headers: {
                    Deprecation: components["headers"]["Deprecation"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    Sunset: components["headers"]["Sunset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.atlas.2023-01-01+json": components["schemas"]["PaginatedClustersView"];
                    "application/vnd.atlas.2023-02-01+json": components["schemas"]["PaginatedClustersView"];
                    "application/vnd.atlas.2024-08-05+json": components["schemas"]["PaginatedClustersView"];
                };
            };
            400: components["responses"]["badRequest"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            406: components["responses"]["notAcceptable"];
            410: components["responses"]["gone"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["internalServerError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
    getGroupCluster: {
        parameters: {
            query?: {
                /** @description Whether to wrap the response in an object with its status code. */
                envelope?: components["parameters"]["envelope"];
                /** @description Whether to indent the response body. */
                pretty?: components["parameters"]["pretty"];
            };
            header?: never;
            path: {
                /** @description The name of the cluster. */
                clusterName: components["parameters"]["clusterName"];
                /** @description The id of the project. The API calls projects groups. */
                groupId: components["parameters"]["groupId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cluster. */
            200: {
                headers: {
                    Deprecation: components["headers"]["Deprecation"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    Sunset: components["headers"]["Sunset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.atlas.2023-01-01+json": components["schemas"]["Cluster"];
                    "application/vnd.atlas.2023-02-01+json": components["schemas"]["Cluster"];
                    "application/vnd.atlas.2024-08-05+json": components["schemas"]["Cluster"];
                };
            };
            400: components["responses"]["badRequest"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            406: components["responses"]["notAcceptable"];
            410: components["responses"]["gone"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["internalServerError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
    listGroupClusterBackupExports: {
        parameters: {
            query?: {
                /** @description Whether to wrap the response in an object with its status code. */
                envelope?: components["parameters"]["envelope"];
                /** @description Whether the response has `totalCount`. */
                includeCount?: components["parameters"]["includeCount"];
                itemsPerPage?: components["parameters"]["itemsPerPage"];
                pageNum?: components["parameters"]["pageNum"];
                /** @description Whether to indent the response body. */
                pretty?: components["parameters"]["pretty"];
            };
            header?: never;
            path: {
                /** @description The name of the cluster. */
                clusterName: components["parameters"]["clusterName"];
                /** @description The id of the project. The API calls projects groups. */
                groupId: components["parameters"]["groupId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of export jobs. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.atlas.2023-01-01+json": components["schemas"]["PaginatedApiAtlasDiskBackupExportJobView"];
                };
            };
            400: components["responses"]["badRequest"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            406: components["responses"]["notAcceptable"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["internalServerError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
    createGroupClusterBackupExport: {
        parameters: {
            query?: {
                /** @description Whether to wrap the response in an object with its status code. */
                envelope?: components["parameters"]["envelope"];
            };
            header?: never;
            path: {
                /** @description The name of the cluster. */
                clusterName: components["parameters"]["clusterName"];
                /** @description The id of the project. The API calls projects groups. */
                groupId: components["parameters"]["groupId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/vnd.atlas.2023-01-01+json": components["schemas"]["DiskBackupExportJobRequest"];
            };
        };
        responses: {
            /** @description The export job, whose `state` is `Queued`. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.atlas.2023-01-01+json": components["schemas"]["DiskBackupExportJob"];
                };
            };
            400: components["responses"]["badRequest"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            406: components["responses"]["notAcceptable"];
            409: components["responses"]["conflict"];
            413: components["responses"]["contentTooLarge"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["internalServerError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
    getGroupClusterBackupExport: {
        parameters: {
            query?: {
                /** @description Whether to wrap the response in an object with its status code. */
                envelope?: components["parameters"]["envelope"];
            };
            header?: never;
            path: {
                /** @description The name of the cluster. */
                clusterName: components["parameters"]["clusterName"];
                exportId: components["parameters"]["exportId"];
                /** @description The id of the project. The API calls projects groups. */
                groupId: components["parameters"]["groupId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The export job. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.atlas.2023-01-01+json": components["schemas"]["DiskBackupExportJob"];
                };
            };
            400: components["responses"]["badRequest"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            406: components["responses"]["notAcceptable"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["internalServerError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
    getGroupClusterBackupSchedule: {
        parameters: {
            query?: {
                /** @description Whether to wrap the response in an object with its status code. */
                envelope?: components["parameters"]["envelope"];
                /** @description Whether to indent the response body. */
                pretty?: components["parameters"]["pretty"];
            };
            header?: never;
            path: {
                /** @description The name of the cluster. */
                clusterName: components["parameters"]["clusterName"];
                /** @description The id of the project. The API calls projects groups. */
                groupId: components["parameters"]["groupId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The backup schedule. */
            200: {
                headers: {
                    Deprecation: components["headers"]["Deprecation"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    Sunset: components["headers"]["Sunset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.atlas.2023-01-01+json": components["schemas"]["DiskBackupSnapshotSchedule"];
                    "application/vnd.atlas.2024-08-05+json": components["schemas"]["DiskBackupSnapshotSchedule20240805"];
                };
            };
            400: components["responses"]["badRequest"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            406: components["responses"]["notAcceptable"];
            410: components["responses"]["gone"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["internalServerError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
    deleteGroupClusterBackupSchedule: {
        parameters: {
            query?: {
                /** @description Whether to wrap the response in an object with its status code. */
                envelope?: components["parameters"]["envelope"];
            };
            header?: never;
            path: {
                /** @description The name of the cluster. */
                clusterName: components["parameters"]["clusterName"];
                /** @description The id of the project. The API calls projects groups. */
                groupId: components["parameters"]["groupId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The backup schedule without policy items. */
            200: {
                headers: {
                    Deprecation: components["headers"]["Deprecation"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    Sunset: components["headers"]["Sunset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.atlas.2023-01-01+json": components["schemas"]["DiskBackupSnapshotSchedule"];
                    "application/vnd.atlas.2024-08-05+json": components["schemas"]["DiskBackupSnapshotSchedule20240805"];
                };
            };
            400: components["responses"]["badRequest"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            406: components["responses"]["notAcceptable"];
            410: components["responses"]["gone"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["internalServerError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
    updateGroupClusterBackupSchedule: {
        parameters: {
            query?: {
                /** @description Whether to wrap the response in an object with its status code. */
                envelope?: components["parameters"]["envelope"];
                /** @description Whether to indent the response body. */
                pretty?: components["parameters"]["pretty"];
            };
            header?: never;
            path: {
                /** @description The name of the cluster. */
                clusterName: components["parameters"]["clusterName"];
                /** @description The id of the project. The API calls projects groups. */
                groupId: components["parameters"]["groupId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/vnd.atlas.2023-01-01+json": components["schemas"]["DiskBackupSnapshotScheduleRequest"];
                "application/vnd.atlas.2024-08-05+json": components["schemas"]["DiskBackupSnapshotScheduleRequest20240805"];
            };
        };
        responses: {
            /** @description The updated backup schedule. */
            200: {
                headers: {
                    Deprecation: components["headers"]["Deprecation"];
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    Sunset: components["headers"]["Sunset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.atlas.2023-01-01+json": components["schemas"]["DiskBackupSnapshotSchedule"];
                    "application/vnd.atlas.2024-08-05+json": components["schemas"]["DiskBackupSnapshotSchedule20240805"];
                };
            };
            400: components["responses"]["badRequest"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            406: components["responses"]["notAcceptable"];
            410: components["responses"]["gone"];
            413: components["responses"]["contentTooLarge"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["internalServerError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
    listGroupClusterBackupSnapshots: {
        parameters: {
            query?: {
                /** @description Whether to wrap the response in an object with its status code. */
                envelope?: components["parameters"]["envelope"];
                /** @description Whether the response has `totalCount`. */
                includeCount?: components["parameters"]["includeCount"];
                itemsPerPage?: components["parameters"]["itemsPerPage"];
                /** @description The increment of `oplogTs`. */
                oplogInc?: components["parameters"]["oplogInc"];
                /** @description Returns the snapshots for a restore to this oplog timestamp, in seconds since the epoch. */
                oplogTs?: components["parameters"]["oplogTs"];
                pageNum?: components["parameters"]["pageNum"];
                /** @description Returns the snapshots for a restore to this time, in seconds since the epoch. */
                pointInTimeUtcSeconds?: components["parameters"]["pointInTimeUtcSeconds"];
                /** @description Whether to indent the response body. */
                pretty?: components["parameters"]["pretty"];
            };
            header?: never;
            path: {
                /** @description The name of the cluster. */
                clusterName: components["parameters"]["clusterName"];
                /** @description The id of the project. The API calls projects groups. */
                groupId: components["parameters"]["groupId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of snapshots. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.atlas.2023-01-01+json": components["schemas"]["PaginatedCloudBackupReplicaSetView"];
                };
            };
            400: components["responses"]["badRequest"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            406: components["responses"]["notAcceptable"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["internalServerError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
    takeGroupClusterBackupSnapshots: {
        parameters: {
            query?: {
                /** @description Whether to wrap the response in an object with its status code. */
                envelope?: components["parameters"]["envelope"];
                /** @description Whether to indent the response body. */
                pretty?: components["parameters"]["pretty"];
            };
            header?: never;
            path: {
                /** @description The name of the cluster. */
                clusterName: components["parameters"]["clusterName"];
                /** @description The id of the project. The API calls projects groups. */
                groupId: components["parameters"]["groupId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/vnd.atlas.2023-01-01+json": components["schemas"]["DiskBackupOnDemandSnapshotRequest"];
            };
        };
        responses: {
            /** @description The snapshot, whose `status` is `queued`. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.atlas.2023-01-01+json": components["schemas"]["DiskBackupSnapshot"];
                };
            };
            400: components["responses"]["badRequest"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            406: components["responses"]["notAcceptable"];
            413: components["responses"]["contentTooLarge"];
            415: components["responses"]["unsupportedMediaType"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["internalServerError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
    getGroupClusterBackupSnapshot: {
        parameters: {
            query?: {
                /** @description Whether to wrap the response in an object with its status code. */
                envelope?: components["parameters"]["envelope"];
                /** @description Whether to indent the response body. */
                pretty?: components["parameters"]["pretty"];
            };
            header?: never;
            path: {
                /** @description The name of the cluster. */
                clusterName: components["parameters"]["clusterName"];
                /** @description The id of the project. The API calls projects groups. */
                groupId: components["parameters"]["groupId"];
                snapshotId: components["parameters"]["snapshotId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The snapshot. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.atlas.2023-01-01+json": components["schemas"]["DiskBackupSnapshot"];
                };
            };
            400: components["responses"]["badRequest"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            406: components["responses"]["notAcceptable"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["internalServerError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
    deleteGroupClusterBackupSnapshot: {
        parameters: {
            query?: {
                /** @description Whether to wrap the response in an object with its status code. */
                envelope?: components["parameters"]["envelope"];
                /** @description Whether to indent the response body. */
                pretty?: components["parameters"]["pretty"];
            };
            header?: never;
            path: {
                /** @description The name of the cluster. */
                clusterName: components["parameters"]["clusterName"];
                /** @description The id of the project. The API calls projects groups. */
                groupId: components["parameters"]["groupId"];
                snapshotId: components["parameters"]["snapshotId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The snapshot was deleted. */
            204: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.atlas.2023-01-01+json": unknown;
                };
            };
            400: components["responses"]["badRequest"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            406: components["responses"]["notAcceptable"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["internalServerError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
    getGroupClusterBackupSnapshotShardedCluster: {
        parameters: {
            query?: {
                /** @description Whether to wrap the response in an object with its status code. */
                envelope?: components["parameters"]["envelope"];
                /** @description Whether to indent the response body. */
                pretty?: components["parameters"]["pretty"];
            };
            header?: never;
            path: {
                /** @description The name of the cluster. */
                clusterName: components["parameters"]["clusterName"];
                /** @description The id of the project. The API calls projects groups. */
                groupId: components["parameters"]["groupId"];
                snapshotId: components["parameters"]["snapshotId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The snapshot. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.atlas.2023-01-01+json": components["schemas"]["DiskBackupShardedClusterSnapshot"];
                };
            };
            400: components["responses"]["badRequest"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            406: components["responses"]["notAcceptable"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["internalServerError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
    listGroupClusterBackupSnapshotShardedClusters: {
        parameters: {
            query?: {
                /** @description Whether to wrap the response in an object with its status code. */
                envelope?: components["parameters"]["envelope"];
                /** @description Whether to indent the response body. */
                pretty?: components["parameters"]["pretty"];
            };
            header?: never;
            path: {
                /** @description The name of the cluster. */
                clusterName: components["parameters"]["clusterName"];
                /** @description The id of the project. The API calls projects groups. */
                groupId: components["parameters"]["groupId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The snapshots of the sharded cluster. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                    "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.atlas.2023-01-01+json": components["schemas"]["PaginatedCloudBackupShardedClusterSnapshotView"];
                };
            };
            400: components["responses"]["badRequest"];
            401: components["responses"]["unauthorized"];
            403: components["responses"]["forbidden"];
            404: components["responses"]["notFound"];
            406: components["responses"]["notAcceptable"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["internalServerError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
    revokeAccessToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": {
                    token: string;
                    /** @enum {string} */
                    token_type_hint?: "access_token";
                };
            };
        };
        responses: {
            /** @description The token is not valid. The response is the same for a token that was not valid before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["oauthError"];
            401: components["responses"]["oauthError"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["oauthError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
    createAccessToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": {
                    /** @enum {string} */
                    grant_type: "client_credentials";
                };
            };
        };
        responses: {
            /** @description An access token. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessToken"];
                };
            };
            400: components["responses"]["oauthError"];
            401: components["responses"]["oauthError"];
            403: components["responses"]["oauthError"];
            429: components["responses"]["tooManyRequests"];
            500: components["responses"]["oauthError"];
            503: components["responses"]["serviceUnavailable"];
        };
    };
}
