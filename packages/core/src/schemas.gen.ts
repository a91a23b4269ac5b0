// Generated from openapi.yaml by `pnpm generate`. Do not edit.

import type { ObjectSchema, UnionSchema } from './schema.ts'

export const GroupId = {
  "type": "string",
  "pattern": "^([a-f0-9]{24})$"
} as const

export const ExportBucketId = {
  "type": "string",
  "pattern": "^([a-f0-9]{24})$"
} as const

export const RoleId = {
  "type": "string",
  "pattern": "^([a-f0-9]{24})$"
} as const

export const SnapshotId = {
  "type": "string",
  "pattern": "^([a-f0-9]{24})$"
} as const

export const ExportId = {
  "type": "string",
  "pattern": "^([a-f0-9]{24})$"
} as const

export const ClusterName = {
  "type": "string",
  "pattern": "^[a-zA-Z0-9][a-zA-Z0-9-]*$"
} as const

export const CloudProvider = {
  "type": "string",
  "enum": [
    "AWS",
    "AZURE",
    "GCP"
  ]
} as const

export const Link: ObjectSchema = {
  "type": "object",
  "required": [],
  "properties": {
    "href": {
      "type": "string"
    },
    "rel": {
      "type": "string"
    }
  }
}

export const DiskBackupSnapshotAWSExportBucketResponse: ObjectSchema = {
  "type": "object",
  "required": [
    "_id",
    "bucketName",
    "cloudProvider",
    "iamRoleId"
  ],
  "properties": {
    "_id": ExportBucketId,
    "bucketName": {
      "type": "string",
      "minLength": 3,
      "maxLength": 63
    },
    "cloudProvider": {
      "type": "string",
      "enum": [
        "AWS"
      ]
    },
    "iamRoleId": RoleId,
    "links": {
      "type": "array",
      "items": Link
    },
    "region": {
      "type": "string"
    },
    "requirePrivateNetworking": {
      "type": "boolean"
    }
  }
}

export const DiskBackupSnapshotAzureExportBucketResponse: ObjectSchema = {
  "type": "object",
  "required": [
    "_id",
    "bucketName",
    "cloudProvider",
    "roleId",
    "serviceUrl",
    "tenantId"
  ],
  "properties": {
    "_id": ExportBucketId,
    "bucketName": {
      "type": "string",
      "minLength": 3,
      "maxLength": 63
    },
    "cloudProvider": {
      "type": "string",
      "enum": [
        "AZURE"
      ]
    },
    "links": {
      "type": "array",
      "items": Link
    },
    "roleId": RoleId,
    "serviceUrl": {
      "type": "string",
      "minLength": 33,
      "maxLength": 2048
    },
    "tenantId": {
      "type": "string",
      "format": "uuid"
    }
  }
}

export const DiskBackupSnapshotGCPExportBucketResponse: ObjectSchema = {
  "type": "object",
  "required": [
    "_id",
    "bucketName",
    "cloudProvider",
    "roleId"
  ],
  "properties": {
    "_id": ExportBucketId,
    "bucketName": {
      "type": "string",
      "minLength": 3,
      "maxLength": 63
    },
    "cloudProvider": {
      "type": "string",
      "enum": [
        "GCP"
      ]
    },
    "links": {
      "type": "array",
      "items": Link
    },
    "roleId": RoleId
  }
}

export const DiskBackupSnapshotExportBucketResponse: UnionSchema = {
  "discriminator": "cloudProvider",
  "variants": {
    "AWS": DiskBackupSnapshotAWSExportBucketResponse,
    "AZURE": DiskBackupSnapshotAzureExportBucketResponse,
    "GCP": DiskBackupSnapshotGCPExportBucketResponse
  }
}

export const PaginatedBackupSnapshotExportBucketView: ObjectSchema = {
  "type": "object",
  "required": [
    "results"
  ],
  "properties": {
    "links": {
      "type": "array",
      "items": Link
    },
    "results": {
      "type": "array",
      "items": DiskBackupSnapshotAWSExportBucketResponse
    },
    "totalCount": {
      "type": "integer",
      "minimum": 0
    }
  }
}

export const PaginatedBackupSnapshotExportBucketsView: ObjectSchema = {
  "type": "object",
  "required": [
    "results"
  ],
  "properties": {
    "links": {
      "type": "array",
      "items": Link
    },
    "results": {
      "type": "array",
      "items": DiskBackupSnapshotExportBucketResponse
    },
    "totalCount": {
      "type": "integer",
      "minimum": 0
    }
  }
}

export const DiskBackupSnapshotAWSExportBucketRequest: ObjectSchema = {
  "type": "object",
  "required": [
    "bucketName",
    "cloudProvider",
    "iamRoleId"
  ],
  "properties": {
    "bucketName": {
      "type": "string",
      "minLength": 3,
      "maxLength": 63
    },
    "cloudProvider": {
      "type": "string",
      "enum": [
        "AWS"
      ]
    },
    "iamRoleId": RoleId,
    "requirePrivateNetworking": {
      "type": "boolean"
    }
  }
}

export const DiskBackupSnapshotAzureExportBucketRequest: ObjectSchema = {
  "type": "object",
  "required": [
    "cloudProvider",
    "roleId",
    "serviceUrl"
  ],
  "properties": {
    "bucketName": {
      "type": "string",
      "minLength": 3,
      "maxLength": 63
    },
    "cloudProvider": {
      "type": "string",
      "enum": [
        "AZURE"
      ]
    },
    "roleId": RoleId,
    "serviceUrl": {
      "type": "string",
      "minLength": 33,
      "maxLength": 2048
    },
    "tenantId": {
      "type": "string",
      "format": "uuid"
    }
  }
}

export const DiskBackupSnapshotGCPExportBucketRequest: ObjectSchema = {
  "type": "object",
  "required": [
    "bucketName",
    "cloudProvider",
    "roleId"
  ],
  "properties": {
    "bucketName": {
      "type": "string",
      "minLength": 3,
      "maxLength": 63
    },
    "cloudProvider": {
      "type": "string",
      "enum": [
        "GCP"
      ]
    },
    "roleId": RoleId
  }
}

export const DiskBackupSnapshotExportBucketRequest: UnionSchema = {
  "discriminator": "cloudProvider",
  "variants": {
    "AWS": DiskBackupSnapshotAWSExportBucketRequest,
    "AZURE": DiskBackupSnapshotAzureExportBucketRequest,
    "GCP": DiskBackupSnapshotGCPExportBucketRequest
  }
}

export const UpdateRequirePrivateNetworkingRequestView: ObjectSchema = {
  "type": "object",
  "required": [
    "requirePrivateNetworking"
  ],
  "properties": {
    "requirePrivateNetworking": {
      "type": "boolean"
    }
  }
}

export const Cluster: ObjectSchema = {
  "type": "object",
  "additionalProperties": true,
  "required": [],
  "properties": {
    "backupEnabled": {
      "type": "boolean"
    },
    "clusterType": {
      "type": "string"
    },
    "createDate": {
      "type": "string"
    },
    "groupId": GroupId,
    "id": {
      "type": "string",
      "pattern": "^([a-f0-9]{24})$"
    },
    "mongoDBMajorVersion": {
      "type": "string"
    },
    "name": {
      "type": "string"
    },
    "stateName": {
      "type": "string"
    }
  }
}

export const PaginatedClustersView: ObjectSchema = {
  "type": "object",
  "required": [
    "results"
  ],
  "properties": {
    "links": {
      "type": "array",
      "items": Link
    },
    "results": {
      "type": "array",
      "items": Cluster
    },
    "totalCount": {
      "type": "integer",
      "minimum": 0
    }
  }
}

export const CloudProviderAccessFeatureUsage: ObjectSchema = {
  "type": "object",
  "required": [],
  "properties": {
    "featureId": {
      "type": "object",
      "additionalProperties": true,
      "nullable": true,
      "required": [],
      "properties": {
        "exportBucketId": ExportBucketId,
        "groupId": GroupId
      }
    },
    "featureType": {
      "type": "string"
    }
  }
}

export const CloudProviderAccessAWSIAMRole: ObjectSchema = {
  "type": "object",
  "required": [
    "providerName",
    "roleId"
  ],
  "properties": {
    "atlasAWSAccountArn": {
      "type": "string"
    },
    "atlasAssumedRoleExternalId": {
      "type": "string",
      "format": "uuid"
    },
    "authorizedDate": {
      "type": "string",
      "nullable": true
    },
    "createdDate": {
      "type": "string"
    },
    "featureUsages": {
      "type": "array",
      "items": CloudProviderAccessFeatureUsage
    },
    "iamAssumedRoleArn": {
      "type": "string",
      "nullable": true
    },
    "providerName": {
      "type": "string",
      "enum": [
        "AWS"
      ]
    },
    "roleId": RoleId
  }
}

export const CloudProviderAccessAzureServicePrincipal: ObjectSchema = {
  "type": "object",
  "required": [
    "_id",
    "providerName"
  ],
  "properties": {
    "_id": RoleId,
    "atlasAzureAppId": {
      "type": "string",
      "format": "uuid"
    },
    "createdDate": {
      "type": "string"
    },
    "featureUsages": {
      "type": "array",
      "items": CloudProviderAccessFeatureUsage
    },
    "lastUpdatedDate": {
      "type": "string"
    },
    "providerName": {
      "type": "string",
      "enum": [
        "AZURE"
      ]
    },
    "servicePrincipalId": {
      "type": "string",
      "format": "uuid"
    },
    "tenantId": {
      "type": "string",
      "format": "uuid"
    }
  }
}

export const CloudProviderAccessGCPServiceAccount: ObjectSchema = {
  "type": "object",
  "required": [
    "providerName",
    "roleId"
  ],
  "properties": {
    "createdDate": {
      "type": "string"
    },
    "featureUsages": {
      "type": "array",
      "items": CloudProviderAccessFeatureUsage
    },
    "gcpServiceAccountForAtlas": {
      "type": "string",
      "nullable": true
    },
    "providerName": {
      "type": "string",
      "enum": [
        "GCP"
      ]
    },
    "roleId": RoleId,
    "status": {
      "type": "string",
      "enum": [
        "NOT_INITIATED",
        "IN_PROGRESS",
        "COMPLETE",
        "FAILED"
      ]
    }
  }
}

export const CloudProviderAccessRole: UnionSchema = {
  "discriminator": "providerName",
  "variants": {
    "AWS": CloudProviderAccessAWSIAMRole,
    "AZURE": CloudProviderAccessAzureServicePrincipal,
    "GCP": CloudProviderAccessGCPServiceAccount
  }
}

export const CloudProviderAccessRoles: ObjectSchema = {
  "type": "object",
  "required": [],
  "properties": {
    "awsIamRoles": {
      "type": "array",
      "items": CloudProviderAccessAWSIAMRole
    },
    "azureServicePrincipals": {
      "type": "array",
      "items": CloudProviderAccessAzureServicePrincipal
    },
    "gcpServiceAccounts": {
      "type": "array",
      "items": CloudProviderAccessGCPServiceAccount
    }
  }
}

export const CloudProviderAccessAWSIAMRoleRequest: ObjectSchema = {
  "type": "object",
  "required": [
    "providerName"
  ],
  "properties": {
    "providerName": {
      "type": "string",
      "enum": [
        "AWS"
      ]
    }
  }
}

export const CloudProviderAccessAzureServicePrincipalRequest: ObjectSchema = {
  "type": "object",
  "required": [
    "providerName"
  ],
  "properties": {
    "atlasAzureAppId": {
      "type": "string",
      "format": "uuid"
    },
    "providerName": {
      "type": "string",
      "enum": [
        "AZURE"
      ]
    },
    "servicePrincipalId": {
      "type": "string",
      "format": "uuid"
    },
    "tenantId": {
      "type": "string",
      "format": "uuid"
    }
  }
}

export const CloudProviderAccessGCPServiceAccountRequest: ObjectSchema = {
  "type": "object",
  "required": [
    "providerName"
  ],
  "properties": {
    "providerName": {
      "type": "string",
      "enum": [
        "GCP"
      ]
    }
  }
}

export const CloudProviderAccessRoleRequest: UnionSchema = {
  "discriminator": "providerName",
  "variants": {
    "AWS": CloudProviderAccessAWSIAMRoleRequest,
    "AZURE": CloudProviderAccessAzureServicePrincipalRequest,
    "GCP": CloudProviderAccessGCPServiceAccountRequest
  }
}

export const CloudProviderAccessAWSIAMRoleRequestUpdate: ObjectSchema = {
  "type": "object",
  "required": [
    "iamAssumedRoleArn",
    "providerName"
  ],
  "properties": {
    "iamAssumedRoleArn": {
      "type": "string",
      "pattern": "^arn:aws",
      "minLength": 20,
      "maxLength": 2048
    },
    "providerName": {
      "type": "string",
      "enum": [
        "AWS"
      ]
    }
  }
}

export const CloudProviderAccessRoleRequestUpdate: UnionSchema = {
  "discriminator": "providerName",
  "variants": {
    "AWS": CloudProviderAccessAWSIAMRoleRequestUpdate,
    "AZURE": CloudProviderAccessAzureServicePrincipalRequest,
    "GCP": CloudProviderAccessGCPServiceAccountRequest
  }
}

export const DiskBackupReplicaSet: ObjectSchema = {
  "type": "object",
  "required": [
    "id",
    "snapshotType",
    "status",
    "type"
  ],
  "properties": {
    "cloudProvider": CloudProvider,
    "copyRegions": {
      "type": "array",
      "items": {
        "type": "string"
      }
    },
    "createdAt": {
      "type": "string"
    },
    "description": {
      "type": "string"
    },
    "expiresAt": {
      "type": "string"
    },
    "frequencyType": {
      "type": "string",
      "enum": [
        "hourly",
        "daily",
        "weekly",
        "monthly",
        "yearly",
        "ondemand"
      ]
    },
    "id": SnapshotId,
    "links": {
      "type": "array",
      "items": Link
    },
    "masterKeyUUID": {
      "type": "string",
      "format": "uuid"
    },
    "mongodVersion": {
      "type": "string"
    },
    "policyItems": {
      "type": "array",
      "items": {
        "type": "string"
      }
    },
    "replicaSetName": {
      "type": "string"
    },
    "snapshotType": {
      "type": "string",
      "enum": [
        "onDemand",
        "scheduled",
        "fallback"
      ]
    },
    "status": {
      "type": "string",
      "enum": [
        "queued",
        "inProgress",
        "completed",
        "failed"
      ]
    },
    "storageSizeBytes": {
      "type": "integer"
    },
    "type": {
      "type": "string",
      "enum": [
        "replicaSet"
      ]
    }
  }
}

export const DiskBackupShardedClusterSnapshotMember: ObjectSchema = {
  "type": "object",
  "required": [
    "cloudProvider",
    "id",
    "replicaSetName"
  ],
  "properties": {
    "cloudProvider": CloudProvider,
    "id": SnapshotId,
    "replicaSetName": {
      "type": "string"
    }
  }
}

export const DiskBackupShardedClusterSnapshot: ObjectSchema = {
  "type": "object",
  "required": [
    "id",
    "snapshotType",
    "status",
    "type"
  ],
  "properties": {
    "configServerType": {
      "type": "string",
      "enum": [
        "EMBEDDED",
        "DEDICATED"
      ]
    },
    "copyRegions": {
      "type": "array",
      "items": {
        "type": "string"
      }
    },
    "createdAt": {
      "type": "string"
    },
    "description": {
      "type": "string"
    },
    "expiresAt": {
      "type": "string"
    },
    "frequencyType": {
      "type": "string",
      "enum": [
        "hourly",
        "daily",
        "weekly",
        "monthly",
        "yearly",
        "ondemand"
      ]
    },
    "id": SnapshotId,
    "links": {
      "type": "array",
      "items": Link
    },
    "masterKeyUUID": {
      "type": "string",
      "format": "uuid"
    },
    "members": {
      "type": "array",
      "items": DiskBackupShardedClusterSnapshotMember
    },
    "mongodVersion": {
      "type": "string"
    },
    "policyItems": {
      "type": "array",
      "items": {
        "type": "string"
      }
    },
    "snapshotIds": {
      "type": "array",
      "items": SnapshotId
    },
    "snapshotType": {
      "type": "string",
      "enum": [
        "onDemand",
        "scheduled",
        "fallback"
      ]
    },
    "status": {
      "type": "string",
      "enum": [
        "queued",
        "inProgress",
        "completed",
        "failed"
      ]
    },
    "storageSizeBytes": {
      "type": "integer"
    },
    "type": {
      "type": "string",
      "enum": [
        "shardedCluster"
      ]
    }
  }
}

export const DiskBackupSnapshot: UnionSchema = {
  "discriminator": "type",
  "variants": {
    "replicaSet": DiskBackupReplicaSet,
    "shardedCluster": DiskBackupShardedClusterSnapshot
  }
}

export const PaginatedCloudBackupReplicaSetView: ObjectSchema = {
  "type": "object",
  "required": [
    "results"
  ],
  "properties": {
    "links": {
      "type": "array",
      "items": Link
    },
    "results": {
      "type": "array",
      "items": DiskBackupReplicaSet
    },
    "totalCount": {
      "type": "integer",
      "minimum": 0
    }
  }
}

export const PaginatedCloudBackupShardedClusterSnapshotView: ObjectSchema = {
  "type": "object",
  "required": [
    "results"
  ],
  "properties": {
    "links": {
      "type": "array",
      "items": Link
    },
    "results": {
      "type": "array",
      "items": DiskBackupShardedClusterSnapshot
    },
    "totalCount": {
      "type": "integer",
      "minimum": 0
    }
  }
}

export const DiskBackupOnDemandSnapshotRequest: ObjectSchema = {
  "type": "object",
  "required": [],
  "properties": {
    "description": {
      "type": "string"
    },
    "retentionInDays": {
      "type": "integer",
      "minimum": 1
    }
  }
}

export const DiskBackupExportMember: ObjectSchema = {
  "type": "object",
  "required": [],
  "properties": {
    "exportId": ExportId,
    "replicaSetName": {
      "type": "string"
    }
  }
}

export const BackupLabel: ObjectSchema = {
  "type": "object",
  "required": [],
  "properties": {
    "key": {
      "type": "string"
    },
    "value": {
      "type": "string"
    }
  }
}

export const StateReason: ObjectSchema = {
  "type": "object",
  "required": [],
  "properties": {
    "errorCode": {
      "type": "string"
    },
    "message": {
      "type": "string"
    }
  }
}

export const DiskBackupExportJob: ObjectSchema = {
  "type": "object",
  "required": [
    "createdAt",
    "exportBucketId",
    "id",
    "snapshotId",
    "state"
  ],
  "properties": {
    "components": {
      "type": "array",
      "items": DiskBackupExportMember
    },
    "createdAt": {
      "type": "string"
    },
    "customData": {
      "type": "array",
      "items": BackupLabel
    },
    "exportBucketId": ExportBucketId,
    "exportStatus": {
      "type": "object",
      "required": [],
      "properties": {
        "exportedCollections": {
          "type": "integer"
        },
        "totalCollections": {
          "type": "integer"
        }
      }
    },
    "finishedAt": {
      "type": "string"
    },
    "id": ExportId,
    "links": {
      "type": "array",
      "items": Link
    },
    "prefix": {
      "type": "string"
    },
    "snapshotId": SnapshotId,
    "state": {
      "type": "string",
      "enum": [
        "Queued",
        "InProgress",
        "Successful",
        "Failed",
        "Cancelled"
      ]
    },
    "stateReason": StateReason
  }
}

export const PaginatedApiAtlasDiskBackupExportJobView: ObjectSchema = {
  "type": "object",
  "required": [
    "results"
  ],
  "properties": {
    "links": {
      "type": "array",
      "items": Link
    },
    "results": {
      "type": "array",
      "items": DiskBackupExportJob
    },
    "totalCount": {
      "type": "integer",
      "minimum": 0
    }
  }
}

export const DiskBackupExportJobRequest: ObjectSchema = {
  "type": "object",
  "required": [
    "exportBucketId",
    "snapshotId"
  ],
  "properties": {
    "customData": {
      "type": "array",
      "items": BackupLabel
    },
    "exportBucketId": ExportBucketId,
    "snapshotId": SnapshotId
  }
}

export const DiskBackupCopyPolicyItem: ObjectSchema = {
  "type": "object",
  "required": [
    "frequencyType"
  ],
  "properties": {
    "frequencyType": {
      "type": "string",
      "enum": [
        "hourly",
        "daily",
        "weekly",
        "monthly",
        "yearly",
        "ondemand"
      ]
    },
    "id": {
      "type": "string",
      "pattern": "^([a-f0-9]{24})$"
    },
    "retentionUnit": {
      "type": "string",
      "enum": [
        "days",
        "weeks",
        "months",
        "years"
      ]
    },
    "retentionValue": {
      "type": "integer",
      "minimum": 1
    }
  }
}

export const DiskBackupCopySetting: ObjectSchema = {
  "type": "object",
  "required": [],
  "properties": {
    "cloudProvider": CloudProvider,
    "copyPolicyItems": {
      "type": "array",
      "items": DiskBackupCopyPolicyItem
    },
    "frequencies": {
      "type": "array",
      "items": {
        "type": "string",
        "enum": [
          "HOURLY",
          "DAILY",
          "WEEKLY",
          "MONTHLY",
          "YEARLY",
          "ON_DEMAND"
        ]
      }
    },
    "lastNumberOfSnapshots": {
      "type": "integer",
      "minimum": 1,
      "maximum": 500
    },
    "regionName": {
      "type": "string"
    },
    "replicationSpecId": {
      "type": "string",
      "pattern": "^([a-f0-9]{24})$"
    },
    "shouldCopyOplogs": {
      "type": "boolean"
    }
  }
}

export const AutoExportFrequency = {
  "type": "string",
  "enum": [
    "daily",
    "weekly",
    "monthly",
    "yearly"
  ]
} as const

export const AutoExportPolicyView: ObjectSchema = {
  "type": "object",
  "required": [],
  "properties": {
    "exportBucketId": ExportBucketId,
    "frequencyType": AutoExportFrequency
  }
}

export const ExtraRetentionSetting: ObjectSchema = {
  "type": "object",
  "required": [],
  "properties": {
    "frequencyType": {
      "type": "string",
      "enum": [
        "HOURLY",
        "DAILY",
        "WEEKLY",
        "MONTHLY",
        "YEARLY",
        "ON_DEMAND"
      ]
    },
    "retentionDays": {
      "type": "integer"
    }
  }
}

export const DiskBackupApiPolicyItem: ObjectSchema = {
  "type": "object",
  "required": [
    "frequencyInterval",
    "frequencyType",
    "retentionUnit",
    "retentionValue"
  ],
  "properties": {
    "frequencyInterval": {
      "type": "integer",
      "minimum": 1,
      "maximum": 40
    },
    "frequencyType": {
      "type": "string",
      "enum": [
        "hourly",
        "daily",
        "weekly",
        "monthly",
        "yearly",
        "ondemand"
      ]
    },
    "id": {
      "type": "string",
      "pattern": "^([a-f0-9]{24})$"
    },
    "retentionUnit": {
      "type": "string",
      "enum": [
        "days",
        "weeks",
        "months",
        "years"
      ]
    },
    "retentionValue": {
      "type": "integer",
      "minimum": 1
    }
  }
}

export const AdvancedDiskBackupSnapshotSchedulePolicy: ObjectSchema = {
  "type": "object",
  "required": [
    "policyItems"
  ],
  "properties": {
    "id": {
      "type": "string",
      "pattern": "^([a-f0-9]{24})$"
    },
    "policyItems": {
      "type": "array",
      "items": DiskBackupApiPolicyItem
    }
  }
}

export const DiskBackupSnapshotSchedule: ObjectSchema = {
  "type": "object",
  "required": [
    "autoExportEnabled",
    "clusterName"
  ],
  "properties": {
    "autoExportEnabled": {
      "type": "boolean"
    },
    "clusterId": {
      "type": "string",
      "pattern": "^([a-f0-9]{24})$"
    },
    "clusterName": ClusterName,
    "copyPolicyItemsEnabled": {
      "type": "boolean"
    },
    "copySettings": {
      "type": "array",
      "items": DiskBackupCopySetting
    },
    "export": AutoExportPolicyView,
    "extraRetentionSettings": {
      "type": "array",
      "items": ExtraRetentionSetting
    },
    "links": {
      "type": "array",
      "items": Link
    },
    "nextSnapshot": {
      "type": "string"
    },
    "policies": {
      "type": "array",
      "items": AdvancedDiskBackupSnapshotSchedulePolicy
    },
    "referenceHourOfDay": {
      "type": "integer"
    },
    "referenceMinuteOfHour": {
      "type": "integer"
    },
    "restoreWindowDays": {
      "type": "integer"
    },
    "useOrgAndGroupNamesInExportPrefix": {
      "type": "boolean"
    }
  }
}

export const DiskBackupCopySetting20240805: ObjectSchema = {
  "type": "object",
  "required": [
    "zoneId"
  ],
  "properties": {
    "cloudProvider": CloudProvider,
    "copyPolicyItems": {
      "type": "array",
      "items": DiskBackupCopyPolicyItem
    },
    "frequencies": {
      "type": "array",
      "items": {
        "type": "string",
        "enum": [
          "HOURLY",
          "DAILY",
          "WEEKLY",
          "MONTHLY",
          "YEARLY",
          "ON_DEMAND"
        ]
      }
    },
    "lastNumberOfSnapshots": {
      "type": "integer",
      "minimum": 1,
      "maximum": 500
    },
    "regionName": {
      "type": "string"
    },
    "shouldCopyOplogs": {
      "type": "boolean"
    },
    "zoneId": {
      "type": "string",
      "pattern": "^([a-f0-9]{24})$"
    }
  }
}

export const DiskBackupSnapshotSchedule20240805: ObjectSchema = {
  "type": "object",
  "required": [
    "autoExportEnabled",
    "clusterName"
  ],
  "properties": {
    "autoCopySettingsEnabled": {
      "type": "boolean"
    },
    "autoExportEnabled": {
      "type": "boolean"
    },
    "clusterId": {
      "type": "string",
      "pattern": "^([a-f0-9]{24})$"
    },
    "clusterName": ClusterName,
    "copyPolicyItemsEnabled": {
      "type": "boolean"
    },
    "copySettings": {
      "type": "array",
      "items": DiskBackupCopySetting20240805
    },
    "export": AutoExportPolicyView,
    "extraRetentionSettings": {
      "type": "array",
      "items": ExtraRetentionSetting
    },
    "links": {
      "type": "array",
      "items": Link
    },
    "nextSnapshot": {
      "type": "string"
    },
    "policies": {
      "type": "array",
      "items": AdvancedDiskBackupSnapshotSchedulePolicy
    },
    "referenceHourOfDay": {
      "type": "integer"
    },
    "referenceMinuteOfHour": {
      "type": "integer"
    },
    "restoreWindowDays": {
      "type": "integer"
    },
    "useOrgAndGroupNamesInExportPrefix": {
      "type": "boolean"
    }
  }
}

export const DeleteCopiedBackups: ObjectSchema = {
  "type": "object",
  "required": [],
  "properties": {
    "cloudProvider": CloudProvider,
    "regionName": {
      "type": "string"
    },
    "replicationSpecId": {
      "type": "string",
      "pattern": "^([a-f0-9]{24})$"
    },
    "zoneId": {
      "type": "string",
      "pattern": "^([a-f0-9]{24})$"
    }
  }
}

export const AutoExportPolicyRequest: ObjectSchema = {
  "type": "object",
  "required": [],
  "properties": {
    "exportBucketId": ExportBucketId,
    "frequencyType": AutoExportFrequency
  }
}

export const DiskBackupSnapshotScheduleRequest: ObjectSchema = {
  "type": "object",
  "required": [],
  "properties": {
    "autoExportEnabled": {
      "type": "boolean"
    },
    "clusterId": {
      "type": "string",
      "pattern": "^([a-f0-9]{24})$"
    },
    "clusterName": {
      "type": "string"
    },
    "copyPolicyItemsEnabled": {
      "type": "boolean"
    },
    "copySettings": {
      "type": "array",
      "items": DiskBackupCopySetting
    },
    "deleteCopiedBackups": {
      "type": "array",
      "items": DeleteCopiedBackups
    },
    "deleteCopySnapshots": {
      "type": "boolean"
    },
    "deleteSnapshots": {
      "type": "boolean"
    },
    "export": AutoExportPolicyRequest,
    "extraRetentionSettings": {
      "type": "array",
      "items": ExtraRetentionSetting
    },
    "links": {
      "type": "array",
      "items": Link
    },
    "nextSnapshot": {
      "type": "string"
    },
    "policies": {
      "type": "array",
      "nullable": true,
      "items": AdvancedDiskBackupSnapshotSchedulePolicy
    },
    "referenceHourOfDay": {
      "type": "integer",
      "minimum": 0,
      "maximum": 23
    },
    "referenceMinuteOfHour": {
      "type": "integer",
      "minimum": 0,
      "maximum": 59
    },
    "restoreWindowDays": {
      "type": "integer",
      "minimum": 1
    },
    "updateCopySnapshots": {
      "type": "boolean"
    },
    "updateSnapshots": {
      "type": "boolean"
    },
    "useOrgAndGroupNamesInExportPrefix": {
      "type": "boolean"
    }
  }
}

export const DeleteCopiedBackups20240805: ObjectSchema = {
  "type": "object",
  "required": [],
  "properties": {
    "cloudProvider": CloudProvider,
    "regionName": {
      "type": "string"
    },
    "zoneId": {
      "type": "string",
      "pattern": "^([a-f0-9]{24})$"
    }
  }
}

export const DiskBackupSnapshotScheduleRequest20240805: ObjectSchema = {
  "type": "object",
  "required": [],
  "properties": {
    "autoCopySettingsEnabled": {
      "type": "boolean"
    },
    "autoExportEnabled": {
      "type": "boolean"
    },
    "clusterId": {
      "type": "string",
      "pattern": "^([a-f0-9]{24})$"
    },
    "clusterName": {
      "type": "string"
    },
    "copyPolicyItemsEnabled": {
      "type": "boolean"
    },
    "copySettings": {
      "type": "array",
      "items": DiskBackupCopySetting20240805
    },
    "deleteCopiedBackups": {
      "type": "array",
      "items": DeleteCopiedBackups20240805
    },
    "deleteCopySnapshots": {
      "type": "boolean"
    },
    "deleteSnapshots": {
      "type": "boolean"
    },
    "export": AutoExportPolicyRequest,
    "extraRetentionSettings": {
      "type": "array",
      "items": ExtraRetentionSetting
    },
    "links": {
      "type": "array",
      "items": Link
    },
    "nextSnapshot": {
      "type": "string"
    },
    "policies": {
      "type": "array",
      "nullable": true,
      "items": AdvancedDiskBackupSnapshotSchedulePolicy
    },
    "referenceHourOfDay": {
      "type": "integer",
      "minimum": 0,
      "maximum": 23
    },
    "referenceMinuteOfHour": {
      "type": "integer",
      "minimum": 0,
      "maximum": 59
    },
    "restoreWindowDays": {
      "type": "integer",
      "minimum": 1
    },
    "updateCopySnapshots": {
      "type": "boolean"
    },
    "updateSnapshots": {
      "type": "boolean"
    },
    "useOrgAndGroupNamesInExportPrefix": {
      "type": "boolean"
    }
  }
}

export const FieldViolation: ObjectSchema = {
  "type": "object",
  "required": [
    "description",
    "field"
  ],
  "properties": {
    "description": {
      "type": "string"
    },
    "field": {
      "type": "string"
    }
  }
}

export const BadRequestDetail: ObjectSchema = {
  "type": "object",
  "nullable": true,
  "required": [],
  "properties": {
    "fields": {
      "type": "array",
      "items": FieldViolation
    }
  }
}

export const ApiError: ObjectSchema = {
  "type": "object",
  "required": [
    "error"
  ],
  "properties": {
    "badRequestDetail": BadRequestDetail,
    "detail": {
      "type": "string",
      "nullable": true
    },
    "error": {
      "type": "integer"
    },
    "errorCode": {
      "type": "string"
    },
    "parameters": {
      "type": "array",
      "nullable": true,
      "items": {}
    },
    "reason": {
      "type": "string",
      "nullable": true
    }
  }
}

export const AccessToken: ObjectSchema = {
  "type": "object",
  "required": [
    "access_token",
    "expires_in",
    "token_type"
  ],
  "properties": {
    "access_token": {
      "type": "string",
      "minLength": 1
    },
    "expires_in": {
      "type": "integer",
      "minimum": 0
    },
    "token_type": {
      "type": "string",
      "enum": [
        "Bearer"
      ]
    }
  }
}

export const OAuthError: ObjectSchema = {
  "type": "object",
  "required": [
    "error"
  ],
  "properties": {
    "error": {
      "type": "string"
    },
    "error_description": {
      "type": "string"
    }
  }
}
