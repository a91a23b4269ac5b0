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
    "providerName": "AWS",
    "roleId": "32b6e34b3d91647abb20e7b8",
    "atlasAWSAccountArn": "arn:aws:iam::772401394250:root",
    "atlasAssumedRoleExternalId": "9a61f6f4-2a7b-4d0f-8a5a-0c2a3f1e7c55",
    "authorizedDate": "2026-11-20T09:00:00Z",
    "createdDate": "2026-11-20T08:00:00Z",
    "iamAssumedRoleArn": "arn:aws:iam::123456789012:role/atlas-export",
    "featureUsages": [
      {
        "featureType": "EXPORT_SNAPSHOT",
        "featureId": {
          "exportBucketId": "a00000000000000000000001",
          "groupId": "5cf3a1b0c2d4e5f601234567"
        }
      }
    ]
  },
  "AzureRole": {
    "providerName": "AZURE",
    "_id": "32b6e34b3d91647abb20e7b8",
    "atlasAzureAppId": "9f2deb0d-be22-4524-a403-df531868bac0",
    "servicePrincipalId": "63d1b8d5-5a07-4a60-b8f2-1d2a5c4f8a11",
    "tenantId": "4297fc77-1592-4de8-a6d5-a8c32401df87",
    "createdDate": "2026-11-20T08:00:00Z",
    "lastUpdatedDate": "2026-11-20T09:00:00Z",
    "featureUsages": [
      {
        "featureType": "EXPORT_SNAPSHOT",
        "featureId": {
          "exportBucketId": "a00000000000000000000002",
          "groupId": "5cf3a1b0c2d4e5f601234567"
        }
      }
    ]
  },
  "GcpRole": {
    "providerName": "GCP",
    "roleId": "32b6e34b3d91647abb20e7b8",
    "createdDate": "2026-11-20T08:00:00Z",
    "gcpServiceAccountForAtlas": "mongodb-atlas-0123456789abcdef@p-0123456789abcdefghijklmn.iam.gserviceaccount.com",
    "status": "COMPLETE",
    "featureUsages": [
      {
        "featureType": "EXPORT_SNAPSHOT",
        "featureId": {
          "exportBucketId": "a00000000000000000000003",
          "groupId": "5cf3a1b0c2d4e5f601234567"
        }
      }
    ]
  },
  "CreatedAwsRole": {
    "providerName": "AWS",
    "roleId": "32b6e34b3d91647abb20e7b8",
    "atlasAWSAccountArn": "arn:aws:iam::772401394250:root",
    "atlasAssumedRoleExternalId": "9a61f6f4-2a7b-4d0f-8a5a-0c2a3f1e7c55",
    "authorizedDate": null,
    "createdDate": "2026-11-20T08:00:00Z",
    "iamAssumedRoleArn": null,
    "featureUsages": []
  },
  "CreatedAzureRole": {
    "providerName": "AZURE",
    "_id": "32b6e34b3d91647abb20e7b8",
    "atlasAzureAppId": "9f2deb0d-be22-4524-a403-df531868bac0",
    "servicePrincipalId": "63d1b8d5-5a07-4a60-b8f2-1d2a5c4f8a11",
    "tenantId": "4297fc77-1592-4de8-a6d5-a8c32401df87",
    "createdDate": "2026-11-20T08:00:00Z",
    "featureUsages": []
  },
  "CreatedGcpRole": {
    "providerName": "GCP",
    "roleId": "32b6e34b3d91647abb20e7b8",
    "createdDate": "2026-11-20T08:00:00Z",
    "featureUsages": []
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
    "id": "c00000000000000000000001",
    "frequencyType": "ondemand",
    "description": "before the migration",
    "snapshotType": "onDemand",
    "copyRegions": [],
    "expiresAt": "2026-12-23T23:00:00Z",
    "type": "replicaSet",
    "replicaSetName": "atlas-000001-shard-0",
    "status": "queued"
  },
  "SnapshotInProgress": {
    "id": "c00000000000000000000001",
    "frequencyType": "ondemand",
    "description": "before the migration",
    "snapshotType": "onDemand",
    "copyRegions": [],
    "expiresAt": "2026-12-23T23:00:00Z",
    "type": "replicaSet",
    "replicaSetName": "atlas-000001-shard-0",
    "status": "inProgress"
  },
  "CompletedSnapshot": {
    "id": "c00000000000000000000001",
    "frequencyType": "ondemand",
    "description": "before the migration",
    "snapshotType": "onDemand",
    "copyRegions": [],
    "expiresAt": "2026-12-23T23:00:00Z",
    "type": "replicaSet",
    "replicaSetName": "atlas-000001-shard-0",
    "status": "completed",
    "mongodVersion": "8.0.12",
    "cloudProvider": "AWS",
    "createdAt": "2026-11-23T23:00:00Z",
    "storageSizeBytes": 40960
  },
  "QueuedShardedSnapshot": {
    "id": "c00000000000000000000001",
    "frequencyType": "ondemand",
    "description": "before the migration",
    "snapshotType": "onDemand",
    "copyRegions": [],
    "expiresAt": "2026-12-23T23:00:00Z",
    "type": "shardedCluster",
    "status": "queued",
    "configServerType": "DEDICATED",
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
    ]
  },
  "CompletedShardedSnapshot": {
    "id": "c00000000000000000000001",
    "frequencyType": "ondemand",
    "description": "before the migration",
    "snapshotType": "onDemand",
    "copyRegions": [],
    "expiresAt": "2026-12-23T23:00:00Z",
    "type": "shardedCluster",
    "status": "completed",
    "configServerType": "DEDICATED",
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
    "mongodVersion": "8.0.12",
    "createdAt": "2026-11-23T23:00:00Z",
    "storageSizeBytes": 40960
  },
  "SnapshotRequest": {
    "description": "before the migration",
    "retentionInDays": 30
  },
  "QueuedExportJob": {
    "id": "d00000000000000000000001",
    "snapshotId": "c00000000000000000000001",
    "customData": [],
    "prefix": "exported_snapshots/5cf3a1b0c2d4e5f600000001/5cf3a1b0c2d4e5f601234567/Cluster0/2026-11-23T2300/1795476600",
    "exportBucketId": "a00000000000000000000001",
    "createdAt": "2026-11-23T23:30:00Z",
    "state": "Queued",
    "exportStatus": {
      "exportedCollections": 0,
      "totalCollections": 0
    }
  },
  "ExportJobInProgress": {
    "id": "d00000000000000000000001",
    "snapshotId": "c00000000000000000000001",
    "customData": [],
    "prefix": "exported_snapshots/5cf3a1b0c2d4e5f600000001/5cf3a1b0c2d4e5f601234567/Cluster0/2026-11-23T2300/1795476600",
    "exportBucketId": "a00000000000000000000001",
    "createdAt": "2026-11-23T23:30:00Z",
    "state": "InProgress",
    "exportStatus": {
      "exportedCollections": 5,
      "totalCollections": 12
    }
  },
  "SuccessfulExportJob": {
    "id": "d00000000000000000000001",
    "snapshotId": "c00000000000000000000001",
    "customData": [],
    "prefix": "exported_snapshots/5cf3a1b0c2d4e5f600000001/5cf3a1b0c2d4e5f601234567/Cluster0/2026-11-23T2300/1795476600",
    "exportBucketId": "a00000000000000000000001",
    "createdAt": "2026-11-23T23:30:00Z",
    "state": "Successful",
    "finishedAt": "2026-11-23T23:45:00Z",
    "exportStatus": {
      "exportedCollections": 12,
      "totalCollections": 12
    }
  },
  "FailedExportJob": {
    "id": "d00000000000000000000001",
    "snapshotId": "c00000000000000000000001",
    "customData": [],
    "prefix": "exported_snapshots/5cf3a1b0c2d4e5f600000001/5cf3a1b0c2d4e5f601234567/Cluster0/2026-11-23T2300/1795476600",
    "exportBucketId": "a00000000000000000000001",
    "createdAt": "2026-11-23T23:30:00Z",
    "state": "Failed",
    "finishedAt": "2026-11-23T23:45:00Z",
    "stateReason": {
      "errorCode": "EXPORT_FAILED",
      "message": "access to the bucket was denied"
    },
    "exportStatus": {
      "exportedCollections": 5,
      "totalCollections": 12
    }
  },
  "ShardedExportJob": {
    "id": "d00000000000000000000001",
    "snapshotId": "c00000000000000000000001",
    "customData": [],
    "prefix": "exported_snapshots/5cf3a1b0c2d4e5f600000001/5cf3a1b0c2d4e5f601234567/Cluster0/2026-11-23T2300/1795476600",
    "exportBucketId": "a00000000000000000000001",
    "createdAt": "2026-11-23T23:30:00Z",
    "state": "Successful",
    "finishedAt": "2026-11-23T23:45:00Z",
    "components": [
      {
        "exportId": "d00000000000000000000010",
        "replicaSetName": "atlas-000001-shard-0"
      }
    ]
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
    "policies": [
      {
        "id": "e00000000000000000000001",
        "policyItems": [
          {
            "id": "e00000000000000000000002",
            "frequencyInterval": 40,
            "frequencyType": "monthly",
            "retentionUnit": "months",
            "retentionValue": 12
          }
        ]
      }
    ],
    "referenceHourOfDay": 12,
    "referenceMinuteOfHour": 30,
    "restoreWindowDays": 7,
    "useOrgAndGroupNamesInExportPrefix": false,
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
    "nextSnapshot": "2026-11-30T12:30:00Z"
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
    "extraRetentionSettings": [],
    "policies": [
      {
        "id": "e00000000000000000000001",
        "policyItems": [
          {
            "id": "e00000000000000000000002",
            "frequencyInterval": 40,
            "frequencyType": "monthly",
            "retentionUnit": "months",
            "retentionValue": 12
          }
        ]
      }
    ],
    "referenceHourOfDay": 12,
    "referenceMinuteOfHour": 30,
    "restoreWindowDays": 7,
    "useOrgAndGroupNamesInExportPrefix": false,
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
    "export": {
      "exportBucketId": "a00000000000000000000001",
      "frequencyType": "monthly"
    }
  },
  "DeletedSchedule": {
    "autoCopySettingsEnabled": false,
    "autoExportEnabled": false,
    "clusterId": "b00000000000000000000001",
    "clusterName": "Cluster0",
    "copySettings": [],
    "extraRetentionSettings": [],
    "policies": [
      {
        "id": "e00000000000000000000001",
        "policyItems": []
      }
    ],
    "referenceHourOfDay": 12,
    "referenceMinuteOfHour": 30,
    "restoreWindowDays": 7,
    "useOrgAndGroupNamesInExportPrefix": false,
    "links": [
      {
        "href": "https://cloud.mongodb.com/api/atlas/v2/groups/5cf3a1b0c2d4e5f601234567",
        "rel": "https://cloud.mongodb.com/cluster"
      },
      {
        "href": "https://cloud.mongodb.com/api/atlas/v2/groups/5cf3a1b0c2d4e5f601234567",
        "rel": "https://cloud.mongodb.com/group"
      }
    ]
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
