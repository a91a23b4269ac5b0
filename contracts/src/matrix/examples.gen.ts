// Generated from openapi.yaml by `pnpm generate`. Do not edit.

/** The bodies of the examples in the OpenAPI document, by name. */
export const examples = {
  "AwsExportBucket": {
    "_id": "a00000000000000000000001",
    "bucketName": "export-bucket",
    "cloudProvider": "AWS",
    "iamRoleId": "32b6e34b3d91647abb20e7b8",
    "region": "us-east-1",
    "requirePrivateNetworking": false
  },
  "AzureExportBucket": {
    "_id": "a00000000000000000000002",
    "bucketName": "examplecontainer",
    "cloudProvider": "AZURE",
    "roleId": "32b6e34b3d91647abb20e7b8",
    "serviceUrl": "https://examplestorageaccount.blob.core.windows.net/examplecontainer",
    "tenantId": "4297fc77-1592-4de8-a6d5-a8c32401df87"
  },
  "GcpExportBucket": {
    "_id": "a00000000000000000000003",
    "bucketName": "export-bucket",
    "cloudProvider": "GCP",
    "roleId": "32b6e34b3d91647abb20e7b8"
  },
  "AwsExportBucketRequest": {
    "bucketName": "export-bucket",
    "cloudProvider": "AWS",
    "iamRoleId": "32b6e34b3d91647abb20e7b8"
  },
  "AzureExportBucketRequest": {
    "cloudProvider": "AZURE",
    "roleId": "32b6e34b3d91647abb20e7b8",
    "serviceUrl": "https://examplestorageaccount.blob.core.windows.net/examplecontainer"
  },
  "GcpExportBucketRequest": {
    "bucketName": "export-bucket",
    "cloudProvider": "GCP",
    "roleId": "32b6e34b3d91647abb20e7b8"
  },
  "PrivateNetworkingRequest": {
    "requirePrivateNetworking": true
  },
  "Cluster": {
    "backupEnabled": true,
    "clusterType": "REPLICASET",
    "createDate": "2026-08-10T03:27:12Z",
    "groupId": "5cf3a1b0c2d4e5f601234567",
    "id": "b00000000000000000000001",
    "mongoDBMajorVersion": "8.0",
    "name": "Cluster0",
    "stateName": "IDLE"
  },
  "AwsRole": {
    "atlasAWSAccountArn": "arn:aws:iam::772401394250:root",
    "atlasAssumedRoleExternalId": "9a61f6f4-2a7b-4d0f-8a5a-0c2a3f1e7c55",
    "authorizedDate": "2026-11-20T09:00:00Z",
    "createdDate": "2026-11-20T08:00:00Z",
    "featureUsages": [
      {
        "featureId": {
          "exportBucketId": "a00000000000000000000001",
          "groupId": "5cf3a1b0c2d4e5f601234567"
        },
        "featureType": "EXPORT_SNAPSHOT"
      }
    ],
    "iamAssumedRoleArn": "arn:aws:iam::123456789012:role/atlas-export",
    "providerName": "AWS",
    "roleId": "32b6e34b3d91647abb20e7b8"
  },
  "AzureRole": {
    "_id": "32b6e34b3d91647abb20e7b8",
    "atlasAzureAppId": "9f2deb0d-be22-4524-a403-df531868bac0",
    "createdDate": "2026-11-20T08:00:00Z",
    "featureUsages": [
      {
        "featureId": {
          "exportBucketId": "a00000000000000000000002",
          "groupId": "5cf3a1b0c2d4e5f601234567"
        },
        "featureType": "EXPORT_SNAPSHOT"
      }
    ],
    "lastUpdatedDate": "2026-11-20T09:00:00Z",
    "providerName": "AZURE",
    "servicePrincipalId": "63d1b8d5-5a07-4a60-b8f2-1d2a5c4f8a11",
    "tenantId": "4297fc77-1592-4de8-a6d5-a8c32401df87"
  },
  "GcpRole": {
    "createdDate": "2026-11-20T08:00:00Z",
    "featureUsages": [
      {
        "featureId": {
          "exportBucketId": "a00000000000000000000003",
          "groupId": "5cf3a1b0c2d4e5f601234567"
        },
        "featureType": "EXPORT_SNAPSHOT"
      }
    ],
    "gcpServiceAccountForAtlas": "mongodb-atlas-0123456789abcdef@p-0123456789abcdefghijklmn.iam.gserviceaccount.com",
    "providerName": "GCP",
    "roleId": "32b6e34b3d91647abb20e7b8",
    "status": "COMPLETE"
  },
  "CreatedAwsRole": {
    "atlasAWSAccountArn": "arn:aws:iam::772401394250:root",
    "atlasAssumedRoleExternalId": "9a61f6f4-2a7b-4d0f-8a5a-0c2a3f1e7c55",
    "authorizedDate": null,
    "createdDate": "2026-11-20T08:00:00Z",
    "featureUsages": [],
    "iamAssumedRoleArn": null,
    "providerName": "AWS",
    "roleId": "32b6e34b3d91647abb20e7b8"
  },
  "CreatedAzureRole": {
    "_id": "32b6e34b3d91647abb20e7b8",
    "atlasAzureAppId": "9f2deb0d-be22-4524-a403-df531868bac0",
    "createdDate": "2026-11-20T08:00:00Z",
    "featureUsages": [],
    "providerName": "AZURE",
    "servicePrincipalId": "63d1b8d5-5a07-4a60-b8f2-1d2a5c4f8a11",
    "tenantId": "4297fc77-1592-4de8-a6d5-a8c32401df87"
  },
  "CreatedGcpRole": {
    "createdDate": "2026-11-20T08:00:00Z",
    "featureUsages": [],
    "providerName": "GCP",
    "roleId": "32b6e34b3d91647abb20e7b8"
  },
  "AwsRoleRequest": {
    "providerName": "AWS"
  },
  "AzureRoleRequest": {
    "providerName": "AZURE",
    "atlasAzureAppId": "9f2deb0d-be22-4524-a403-df531868bac0",
    "servicePrincipalId": "63d1b8d5-5a07-4a60-b8f2-1d2a5c4f8a11",
    "tenantId": "4297fc77-1592-4de8-a6d5-a8c32401df87"
  },
  "GcpRoleRequest": {
    "providerName": "GCP"
  },
  "AuthorizeAwsRoleRequest": {
    "providerName": "AWS",
    "iamAssumedRoleArn": "arn:aws:iam::123456789012:role/atlas-export"
  },
  "QueuedSnapshot": {
    "copyRegions": [],
    "description": "before the migration",
    "expiresAt": "2026-12-23T23:00:00Z",
    "frequencyType": "ondemand",
    "id": "c00000000000000000000001",
    "replicaSetName": "atlas-000001-shard-0",
    "snapshotType": "onDemand",
    "status": "queued",
    "type": "replicaSet"
  },
  "SnapshotInProgress": {
    "copyRegions": [],
    "description": "before the migration",
    "expiresAt": "2026-12-23T23:00:00Z",
    "frequencyType": "ondemand",
    "id": "c00000000000000000000001",
    "replicaSetName": "atlas-000001-shard-0",
    "snapshotType": "onDemand",
    "status": "inProgress",
    "type": "replicaSet"
  },
  "CompletedSnapshot": {
    "cloudProvider": "AWS",
    "copyRegions": [],
    "createdAt": "2026-11-23T23:00:00Z",
    "description": "before the migration",
    "expiresAt": "2026-12-23T23:00:00Z",
    "frequencyType": "ondemand",
    "id": "c00000000000000000000001",
    "mongodVersion": "8.0.12",
    "replicaSetName": "atlas-000001-shard-0",
    "snapshotType": "onDemand",
    "status": "completed",
    "storageSizeBytes": 40960,
    "type": "replicaSet"
  },
  "QueuedShardedSnapshot": {
    "configServerType": "DEDICATED",
    "copyRegions": [],
    "description": "before the migration",
    "expiresAt": "2026-12-23T23:00:00Z",
    "frequencyType": "ondemand",
    "id": "c00000000000000000000001",
    "members": [
      {
        "cloudProvider": "AWS",
        "id": "c00000000000000000000010",
        "replicaSetName": "atlas-000001-shard-0"
      },
      {
        "cloudProvider": "AWS",
        "id": "c00000000000000000000011",
        "replicaSetName": "atlas-000001-shard-1"
      },
      {
        "cloudProvider": "AWS",
        "id": "c00000000000000000000012",
        "replicaSetName": "atlas-000001-config-0"
      }
    ],
    "snapshotIds": [
      "c00000000000000000000010",
      "c00000000000000000000011",
      "c00000000000000000000012"
    ],
    "snapshotType": "onDemand",
    "status": "queued",
    "type": "shardedCluster"
  },
  "CompletedShardedSnapshot": {
    "configServerType": "DEDICATED",
    "copyRegions": [],
    "createdAt": "2026-11-23T23:00:00Z",
    "description": "before the migration",
    "expiresAt": "2026-12-23T23:00:00Z",
    "frequencyType": "ondemand",
    "id": "c00000000000000000000001",
    "members": [
      {
        "cloudProvider": "AWS",
        "id": "c00000000000000000000010",
        "replicaSetName": "atlas-000001-shard-0"
      },
      {
        "cloudProvider": "AWS",
        "id": "c00000000000000000000011",
        "replicaSetName": "atlas-000001-shard-1"
      },
      {
        "cloudProvider": "AWS",
        "id": "c00000000000000000000012",
        "replicaSetName": "atlas-000001-config-0"
      }
    ],
    "mongodVersion": "8.0.12",
    "snapshotIds": [
      "c00000000000000000000010",
      "c00000000000000000000011",
      "c00000000000000000000012"
    ],
    "snapshotType": "onDemand",
    "status": "completed",
    "storageSizeBytes": 40960,
    "type": "shardedCluster"
  },
  "SnapshotRequest": {
    "description": "before the migration",
    "retentionInDays": 30
  },
  "QueuedExportJob": {
    "createdAt": "2026-11-23T23:30:00Z",
    "customData": [],
    "exportBucketId": "a00000000000000000000001",
    "exportStatus": {
      "exportedCollections": 0,
      "totalCollections": 0
    },
    "id": "d00000000000000000000001",
    "prefix": "exported_snapshots/5cf3a1b0c2d4e5f600000001/5cf3a1b0c2d4e5f601234567/Cluster0/2026-11-23T2300/1795476600",
    "snapshotId": "c00000000000000000000001",
    "state": "Queued"
  },
  "ExportJobInProgress": {
    "createdAt": "2026-11-23T23:30:00Z",
    "customData": [],
    "exportBucketId": "a00000000000000000000001",
    "exportStatus": {
      "exportedCollections": 5,
      "totalCollections": 12
    },
    "id": "d00000000000000000000001",
    "prefix": "exported_snapshots/5cf3a1b0c2d4e5f600000001/5cf3a1b0c2d4e5f601234567/Cluster0/2026-11-23T2300/1795476600",
    "snapshotId": "c00000000000000000000001",
    "state": "InProgress"
  },
  "SuccessfulExportJob": {
    "createdAt": "2026-11-23T23:30:00Z",
    "customData": [],
    "exportBucketId": "a00000000000000000000001",
    "exportStatus": {
      "exportedCollections": 12,
      "totalCollections": 12
    },
    "finishedAt": "2026-11-23T23:45:00Z",
    "id": "d00000000000000000000001",
    "prefix": "exported_snapshots/5cf3a1b0c2d4e5f600000001/5cf3a1b0c2d4e5f601234567/Cluster0/2026-11-23T2300/1795476600",
    "snapshotId": "c00000000000000000000001",
    "state": "Successful"
  },
  "FailedExportJob": {
    "createdAt": "2026-11-23T23:30:00Z",
    "customData": [],
    "exportBucketId": "a00000000000000000000001",
    "exportStatus": {
      "exportedCollections": 5,
      "totalCollections": 12
    },
    "finishedAt": "2026-11-23T23:45:00Z",
    "id": "d00000000000000000000001",
    "prefix": "exported_snapshots/5cf3a1b0c2d4e5f600000001/5cf3a1b0c2d4e5f601234567/Cluster0/2026-11-23T2300/1795476600",
    "snapshotId": "c00000000000000000000001",
    "state": "Failed",
    "stateReason": {
      "errorCode": "EXPORT_FAILED",
      "message": "access to the bucket was denied"
    }
  },
  "ShardedExportJob": {
    "components": [
      {
        "exportId": "d00000000000000000000010",
        "replicaSetName": "atlas-000001-shard-0"
      }
    ],
    "createdAt": "2026-11-23T23:30:00Z",
    "customData": [],
    "exportBucketId": "a00000000000000000000001",
    "finishedAt": "2026-11-23T23:45:00Z",
    "id": "d00000000000000000000001",
    "prefix": "exported_snapshots/5cf3a1b0c2d4e5f600000001/5cf3a1b0c2d4e5f601234567/Cluster0/2026-11-23T2300/1795476600",
    "snapshotId": "c00000000000000000000001",
    "state": "Successful"
  },
  "ExportJobRequest": {
    "exportBucketId": "a00000000000000000000001",
    "snapshotId": "c00000000000000000000001",
    "customData": [
      {
        "key": "team",
        "value": "data"
      }
    ]
  },
  "Schedule": {
    "autoCopySettingsEnabled": false,
    "autoExportEnabled": false,
    "clusterId": "b00000000000000000000001",
    "clusterName": "Cluster0",
    "copySettings": [
      {
        "cloudProvider": "AWS",
        "frequencies": [
          "MONTHLY"
        ],
        "regionName": "US_WEST_2",
        "shouldCopyOplogs": false,
        "zoneId": "e00000000000000000000004"
      }
    ],
    "extraRetentionSettings": [],
    "links": [
      {
        "href": "https://cloud.mongodb.com/api/atlas/v2/groups/5cf3a1b0c2d4e5f601234567",
        "rel": "https://cloud.mongodb.com/cluster"
      },
      {
        "href": "https://cloud.mongodb.com/api/atlas/v2/groups/5cf3a1b0c2d4e5f601234567",
        "rel": "https://cloud.mongodb.com/group"
      }
    ],
    "nextSnapshot": "2026-11-30T12:30:00Z",
    "policies": [
      {
        "id": "e00000000000000000000001",
        "policyItems": [
          {
            "frequencyInterval": 40,
            "frequencyType": "monthly",
            "id": "e00000000000000000000002",
            "retentionUnit": "months",
            "retentionValue": 12
          }
        ]
      }
    ],
    "referenceHourOfDay": 12,
    "referenceMinuteOfHour": 30,
    "restoreWindowDays": 7,
    "useOrgAndGroupNamesInExportPrefix": false
  },
  "ExportingSchedule": {
    "autoCopySettingsEnabled": false,
    "autoExportEnabled": true,
    "clusterId": "b00000000000000000000001",
    "clusterName": "Cluster0",
    "copySettings": [
      {
        "cloudProvider": "AWS",
        "frequencies": [
          "MONTHLY"
        ],
        "regionName": "US_WEST_2",
        "shouldCopyOplogs": false,
        "zoneId": "e00000000000000000000004"
      }
    ],
    "export": {
      "exportBucketId": "a00000000000000000000001",
      "frequencyType": "monthly"
    },
    "extraRetentionSettings": [],
    "links": [
      {
        "href": "https://cloud.mongodb.com/api/atlas/v2/groups/5cf3a1b0c2d4e5f601234567",
        "rel": "https://cloud.mongodb.com/cluster"
      },
      {
        "href": "https://cloud.mongodb.com/api/atlas/v2/groups/5cf3a1b0c2d4e5f601234567",
        "rel": "https://cloud.mongodb.com/group"
      }
    ],
    "nextSnapshot": "2026-11-30T12:30:00Z",
    "policies": [
      {
        "id": "e00000000000000000000001",
        "policyItems": [
          {
            "frequencyInterval": 40,
            "frequencyType": "monthly",
            "id": "e00000000000000000000002",
            "retentionUnit": "months",
            "retentionValue": 12
          }
        ]
      }
    ],
    "referenceHourOfDay": 12,
    "referenceMinuteOfHour": 30,
    "restoreWindowDays": 7,
    "useOrgAndGroupNamesInExportPrefix": false
  },
  "DeletedSchedule": {
    "autoCopySettingsEnabled": false,
    "autoExportEnabled": false,
    "clusterId": "b00000000000000000000001",
    "clusterName": "Cluster0",
    "copySettings": [],
    "extraRetentionSettings": [],
    "links": [
      {
        "href": "https://cloud.mongodb.com/api/atlas/v2/groups/5cf3a1b0c2d4e5f601234567",
        "rel": "https://cloud.mongodb.com/cluster"
      },
      {
        "href": "https://cloud.mongodb.com/api/atlas/v2/groups/5cf3a1b0c2d4e5f601234567",
        "rel": "https://cloud.mongodb.com/group"
      }
    ],
    "policies": [
      {
        "id": "e00000000000000000000001",
        "policyItems": []
      }
    ],
    "referenceHourOfDay": 12,
    "referenceMinuteOfHour": 30,
    "restoreWindowDays": 7,
    "useOrgAndGroupNamesInExportPrefix": false
  },
  "AutoExportRequest": {
    "autoExportEnabled": true,
    "export": {
      "exportBucketId": "a00000000000000000000001",
      "frequencyType": "monthly"
    }
  },
  "NoAutoExportRequest": {
    "autoExportEnabled": false
  }
} as const
