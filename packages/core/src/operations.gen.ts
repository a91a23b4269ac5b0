// Generated from openapi.yaml by `pnpm generate`. Do not edit.

import type { ErrorStatus } from './errors.ts'
import type { Operation, OperationId } from './operation.ts'
import { CloudProviderAccessRole, CloudProviderAccessRoleRequest, CloudProviderAccessRoleRequestUpdate, CloudProviderAccessRoles, Cluster, DiskBackupExportJob, DiskBackupExportJobRequest, DiskBackupOnDemandSnapshotRequest, DiskBackupShardedClusterSnapshot, DiskBackupSnapshot, DiskBackupSnapshotAWSExportBucketRequest, DiskBackupSnapshotAWSExportBucketResponse, DiskBackupSnapshotExportBucketRequest, DiskBackupSnapshotExportBucketResponse, DiskBackupSnapshotSchedule, DiskBackupSnapshotSchedule20240805, DiskBackupSnapshotScheduleRequest, DiskBackupSnapshotScheduleRequest20240805, PaginatedApiAtlasDiskBackupExportJobView, PaginatedBackupSnapshotExportBucketView, PaginatedBackupSnapshotExportBucketsView, PaginatedCloudBackupReplicaSetView, PaginatedCloudBackupShardedClusterSnapshotView, PaginatedClustersView, UpdateRequirePrivateNetworkingRequestView } from './schemas.gen.ts'

export const operationRows: Readonly<Record<OperationId, Operation>> = {
  "listGroupBackupExportBuckets": {
    "operationId": "listGroupBackupExportBuckets",
    "method": "GET",
    "path": "/api/atlas/v2/groups/{groupId}/backup/exportBuckets",
    "role": "GROUP_READ_ONLY",
    "rateLimit": {
      "set": "Cloud Backups",
      "capacity": 1200,
      "refill": 500,
      "seconds": 60
    },
    "successStatus": 200,
    "query": {
      "type": "object",
      "required": [],
      "properties": {
        "envelope": {
          "type": "boolean",
          "default": false
        },
        "includeCount": {
          "type": "boolean",
          "default": true
        },
        "itemsPerPage": {
          "type": "integer",
          "minimum": 1,
          "maximum": 500,
          "default": 100
        },
        "pageNum": {
          "type": "integer",
          "minimum": 1,
          "default": 1
        },
        "pretty": {
          "type": "boolean",
          "default": false
        }
      }
    },
    "versions": [
      {
        "version": "2023-01-01",
        "replacedBy": "2024-05-30",
        "sunset": "2027-07-01",
        "schema": PaginatedBackupSnapshotExportBucketView
      },
      {
        "version": "2024-05-30",
        "schema": PaginatedBackupSnapshotExportBucketsView
      }
    ]
  },
  "createGroupBackupExportBucket": {
    "operationId": "createGroupBackupExportBucket",
    "method": "POST",
    "path": "/api/atlas/v2/groups/{groupId}/backup/exportBuckets",
    "role": "GROUP_BACKUP_MANAGER",
    "rateLimit": {
      "set": "Cloud Backups",
      "capacity": 1200,
      "refill": 500,
      "seconds": 60
    },
    "successStatus": 200,
    "query": {
      "type": "object",
      "required": [],
      "properties": {
        "envelope": {
          "type": "boolean",
          "default": false
        },
        "pretty": {
          "type": "boolean",
          "default": false
        }
      }
    },
    "versions": [
      {
        "version": "2023-01-01",
        "replacedBy": "2024-05-30",
        "sunset": "2027-07-01",
        "schema": DiskBackupSnapshotAWSExportBucketResponse,
        "requestSchema": DiskBackupSnapshotAWSExportBucketRequest
      },
      {
        "version": "2024-05-30",
        "schema": DiskBackupSnapshotExportBucketResponse,
        "requestSchema": DiskBackupSnapshotExportBucketRequest
      }
    ]
  },
  "getGroupBackupExportBucket": {
    "operationId": "getGroupBackupExportBucket",
    "method": "GET",
    "path": "/api/atlas/v2/groups/{groupId}/backup/exportBuckets/{exportBucketId}",
    "role": "GROUP_READ_ONLY",
    "rateLimit": {
      "set": "Cloud Backups",
      "capacity": 1200,
      "refill": 500,
      "seconds": 60
    },
    "successStatus": 200,
    "query": {
      "type": "object",
      "required": [],
      "properties": {
        "envelope": {
          "type": "boolean",
          "default": false
        },
        "pretty": {
          "type": "boolean",
          "default": false
        }
      }
    },
    "versions": [
      {
        "version": "2023-01-01",
        "replacedBy": "2024-05-30",
        "sunset": "2027-07-01",
        "schema": DiskBackupSnapshotAWSExportBucketResponse
      },
      {
        "version": "2024-05-30",
        "schema": DiskBackupSnapshotExportBucketResponse
      }
    ]
  },
  "updateGroupBackupExportBucket": {
    "operationId": "updateGroupBackupExportBucket",
    "method": "PATCH",
    "path": "/api/atlas/v2/groups/{groupId}/backup/exportBuckets/{exportBucketId}",
    "role": "GROUP_BACKUP_MANAGER",
    "rateLimit": {
      "set": "Cloud Backups",
      "capacity": 1200,
      "refill": 500,
      "seconds": 60
    },
    "successStatus": 200,
    "query": {
      "type": "object",
      "required": [],
      "properties": {
        "envelope": {
          "type": "boolean",
          "default": false
        },
        "pretty": {
          "type": "boolean",
          "default": false
        }
      }
    },
    "versions": [
      {
        "version": "2024-05-30",
        "schema": DiskBackupSnapshotAWSExportBucketResponse,
        "requestSchema": UpdateRequirePrivateNetworkingRequestView
      }
    ]
  },
  "deleteGroupBackupExportBucket": {
    "operationId": "deleteGroupBackupExportBucket",
    "method": "DELETE",
    "path": "/api/atlas/v2/groups/{groupId}/backup/exportBuckets/{exportBucketId}",
    "role": "GROUP_BACKUP_MANAGER",
    "rateLimit": {
      "set": "Cloud Backups",
      "capacity": 1200,
      "refill": 500,
      "seconds": 60
    },
    "successStatus": 204,
    "query": {
      "type": "object",
      "required": [],
      "properties": {
        "envelope": {
          "type": "boolean",
          "default": false
        }
      }
    },
    "versions": [
      {
        "version": "2023-01-01"
      }
    ]
  },
  "listGroupClusters": {
    "operationId": "listGroupClusters",
    "method": "GET",
    "path": "/api/atlas/v2/groups/{groupId}/clusters",
    "role": "GROUP_READ_ONLY",
    "rateLimit": {
      "set": "Clusters",
      "capacity": 1200,
      "refill": 500,
      "seconds": 60
    },
    "successStatus": 200,
    "query": {
      "type": "object",
      "required": [],
      "properties": {
        "envelope": {
          "type": "boolean",
          "default": false
        },
        "includeCount": {
          "type": "boolean",
          "default": true
        },
        "includeDeletedWithRetainedBackups": {
          "type": "boolean",
          "default": false
        },
        "itemsPerPage": {
          "type": "integer",
          "minimum": 1,
          "maximum": 500,
          "default": 100
        },
        "pageNum": {
          "type": "integer",
          "minimum": 1,
          "default": 1
        },
        "pretty": {
          "type": "boolean",
          "default": false
        }
      }
    },
    "versions": [
      {
        "version": "2023-01-01",
        "replacedBy": "2023-02-01",
        "sunset": "2027-07-01",
        "schema": PaginatedClustersView
      },
      {
        "version": "2023-02-01",
        "replacedBy": "2024-08-05",
        "sunset": "2027-07-01",
        "schema": PaginatedClustersView
      },
      {
        "version": "2024-08-05",
        "schema": PaginatedClustersView
      }
    ]
  },
  "getGroupCluster": {
    "operationId": "getGroupCluster",
    "method": "GET",
    "path": "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}",
    "role": "GROUP_READ_ONLY",
    "rateLimit": {
      "set": "Clusters",
      "capacity": 1200,
      "refill": 500,
      "seconds": 60
    },
    "successStatus": 200,
    "query": {
      "type": "object",
      "required": [],
      "properties": {
        "envelope": {
          "type": "boolean",
          "default": false
        },
        "pretty": {
          "type": "boolean",
          "default": false
        }
      }
    },
    "versions": [
      {
        "version": "2023-01-01",
        "replacedBy": "2023-02-01",
        "sunset": "2027-07-01",
        "schema": Cluster
      },
      {
        "version": "2023-02-01",
        "replacedBy": "2024-08-05",
        "sunset": "2027-07-01",
        "schema": Cluster
      },
      {
        "version": "2024-08-05",
        "schema": Cluster
      }
    ]
  },
  "listGroupCloudProviderAccess": {
    "operationId": "listGroupCloudProviderAccess",
    "method": "GET",
    "path": "/api/atlas/v2/groups/{groupId}/cloudProviderAccess",
    "role": "GROUP_READ_ONLY",
    "rateLimit": {
      "set": "Cloud Provider Access",
      "capacity": 2000,
      "refill": 1000,
      "seconds": 60
    },
    "successStatus": 200,
    "query": {
      "type": "object",
      "required": [],
      "properties": {
        "envelope": {
          "type": "boolean",
          "default": false
        },
        "pretty": {
          "type": "boolean",
          "default": false
        }
      }
    },
    "versions": [
      {
        "version": "2023-01-01",
        "schema": CloudProviderAccessRoles
      }
    ]
  },
  "createGroupCloudProviderAccess": {
    "operationId": "createGroupCloudProviderAccess",
    "method": "POST",
    "path": "/api/atlas/v2/groups/{groupId}/cloudProviderAccess",
    "role": "GROUP_OWNER",
    "rateLimit": {
      "set": "Cloud Provider Access",
      "capacity": 2000,
      "refill": 1000,
      "seconds": 60
    },
    "successStatus": 200,
    "query": {
      "type": "object",
      "required": [],
      "properties": {
        "envelope": {
          "type": "boolean",
          "default": false
        },
        "pretty": {
          "type": "boolean",
          "default": false
        }
      }
    },
    "versions": [
      {
        "version": "2023-01-01",
        "schema": CloudProviderAccessRole,
        "requestSchema": CloudProviderAccessRoleRequest
      }
    ]
  },
  "getGroupCloudProviderAccess": {
    "operationId": "getGroupCloudProviderAccess",
    "method": "GET",
    "path": "/api/atlas/v2/groups/{groupId}/cloudProviderAccess/{roleId}",
    "role": "GROUP_READ_ONLY",
    "rateLimit": {
      "set": "Cloud Provider Access",
      "capacity": 2000,
      "refill": 1000,
      "seconds": 60
    },
    "successStatus": 200,
    "query": {
      "type": "object",
      "required": [],
      "properties": {
        "envelope": {
          "type": "boolean",
          "default": false
        },
        "pretty": {
          "type": "boolean",
          "default": false
        }
      }
    },
    "versions": [
      {
        "version": "2023-01-01",
        "schema": CloudProviderAccessRole
      }
    ]
  },
  "authorizeGroupCloudProviderAccessRole": {
    "operationId": "authorizeGroupCloudProviderAccessRole",
    "method": "PATCH",
    "path": "/api/atlas/v2/groups/{groupId}/cloudProviderAccess/{roleId}",
    "role": "GROUP_OWNER",
    "rateLimit": {
      "set": "Cloud Provider Access",
      "capacity": 2000,
      "refill": 1000,
      "seconds": 60
    },
    "successStatus": 200,
    "query": {
      "type": "object",
      "required": [],
      "properties": {
        "envelope": {
          "type": "boolean",
          "default": false
        },
        "pretty": {
          "type": "boolean",
          "default": false
        }
      }
    },
    "versions": [
      {
        "version": "2023-01-01",
        "schema": CloudProviderAccessRole,
        "requestSchema": CloudProviderAccessRoleRequestUpdate
      }
    ]
  },
  "deauthorizeGroupCloudProviderAccessRole": {
    "operationId": "deauthorizeGroupCloudProviderAccessRole",
    "method": "DELETE",
    "path": "/api/atlas/v2/groups/{groupId}/cloudProviderAccess/{cloudProvider}/{roleId}",
    "role": "GROUP_OWNER",
    "rateLimit": {
      "set": "Cloud Provider Access",
      "capacity": 2000,
      "refill": 1000,
      "seconds": 60
    },
    "successStatus": 204,
    "query": {
      "type": "object",
      "required": [],
      "properties": {
        "envelope": {
          "type": "boolean",
          "default": false
        },
        "pretty": {
          "type": "boolean",
          "default": false
        }
      }
    },
    "versions": [
      {
        "version": "2023-01-01"
      }
    ]
  },
  "listGroupClusterBackupSnapshots": {
    "operationId": "listGroupClusterBackupSnapshots",
    "method": "GET",
    "path": "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/backup/snapshots",
    "role": "GROUP_READ_ONLY",
    "rateLimit": {
      "set": "Cloud Backups",
      "capacity": 1200,
      "refill": 500,
      "seconds": 60
    },
    "successStatus": 200,
    "query": {
      "type": "object",
      "required": [],
      "properties": {
        "envelope": {
          "type": "boolean",
          "default": false
        },
        "includeCount": {
          "type": "boolean",
          "default": true
        },
        "itemsPerPage": {
          "type": "integer",
          "minimum": 1,
          "maximum": 500,
          "default": 100
        },
        "pageNum": {
          "type": "integer",
          "minimum": 1,
          "default": 1
        },
        "pretty": {
          "type": "boolean",
          "default": false
        },
        "pointInTimeUtcSeconds": {
          "type": "integer",
          "minimum": 0
        },
        "oplogTs": {
          "type": "integer",
          "minimum": 0
        },
        "oplogInc": {
          "type": "integer",
          "minimum": 0
        }
      }
    },
    "versions": [
      {
        "version": "2023-01-01",
        "schema": PaginatedCloudBackupReplicaSetView
      }
    ]
  },
  "takeGroupClusterBackupSnapshots": {
    "operationId": "takeGroupClusterBackupSnapshots",
    "method": "POST",
    "path": "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/backup/snapshots",
    "role": "GROUP_BACKUP_CREATOR",
    "rateLimit": {
      "set": "Cloud Backups",
      "capacity": 1200,
      "refill": 500,
      "seconds": 60
    },
    "successStatus": 200,
    "query": {
      "type": "object",
      "required": [],
      "properties": {
        "envelope": {
          "type": "boolean",
          "default": false
        },
        "pretty": {
          "type": "boolean",
          "default": false
        }
      }
    },
    "versions": [
      {
        "version": "2023-01-01",
        "schema": DiskBackupSnapshot,
        "requestSchema": DiskBackupOnDemandSnapshotRequest
      }
    ]
  },
  "listGroupClusterBackupSnapshotShardedClusters": {
    "operationId": "listGroupClusterBackupSnapshotShardedClusters",
    "method": "GET",
    "path": "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/backup/snapshots/shardedClusters",
    "role": "GROUP_READ_ONLY",
    "rateLimit": {
      "set": "Cloud Backups",
      "capacity": 1200,
      "refill": 500,
      "seconds": 60
    },
    "successStatus": 200,
    "query": {
      "type": "object",
      "required": [],
      "properties": {
        "envelope": {
          "type": "boolean",
          "default": false
        },
        "pretty": {
          "type": "boolean",
          "default": false
        }
      }
    },
    "versions": [
      {
        "version": "2023-01-01",
        "schema": PaginatedCloudBackupShardedClusterSnapshotView
      }
    ]
  },
  "getGroupClusterBackupSnapshotShardedCluster": {
    "operationId": "getGroupClusterBackupSnapshotShardedCluster",
    "method": "GET",
    "path": "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/backup/snapshots/shardedCluster/{snapshotId}",
    "role": "GROUP_READ_ONLY",
    "rateLimit": {
      "set": "Cloud Backups",
      "capacity": 1200,
      "refill": 500,
      "seconds": 60
    },
    "successStatus": 200,
    "query": {
      "type": "object",
      "required": [],
      "properties": {
        "envelope": {
          "type": "boolean",
          "default": false
        },
        "pretty": {
          "type": "boolean",
          "default": false
        }
      }
    },
    "versions": [
      {
        "version": "2023-01-01",
        "schema": DiskBackupShardedClusterSnapshot
      }
    ]
  },
  "getGroupClusterBackupSnapshot": {
    "operationId": "getGroupClusterBackupSnapshot",
    "method": "GET",
    "path": "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/backup/snapshots/{snapshotId}",
    "role": "GROUP_READ_ONLY",
    "rateLimit": {
      "set": "Cloud Backups",
      "capacity": 1200,
      "refill": 500,
      "seconds": 60
    },
    "successStatus": 200,
    "query": {
      "type": "object",
      "required": [],
      "properties": {
        "envelope": {
          "type": "boolean",
          "default": false
        },
        "pretty": {
          "type": "boolean",
          "default": false
        }
      }
    },
    "versions": [
      {
        "version": "2023-01-01",
        "schema": DiskBackupSnapshot
      }
    ]
  },
  "deleteGroupClusterBackupSnapshot": {
    "operationId": "deleteGroupClusterBackupSnapshot",
    "method": "DELETE",
    "path": "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/backup/snapshots/{snapshotId}",
    "role": "GROUP_BACKUP_MANAGER",
    "rateLimit": {
      "set": "Cloud Backups",
      "capacity": 1200,
      "refill": 500,
      "seconds": 60
    },
    "successStatus": 204,
    "query": {
      "type": "object",
      "required": [],
      "properties": {
        "envelope": {
          "type": "boolean",
          "default": false
        },
        "pretty": {
          "type": "boolean",
          "default": false
        }
      }
    },
    "versions": [
      {
        "version": "2023-01-01"
      }
    ]
  },
  "listGroupClusterBackupExports": {
    "operationId": "listGroupClusterBackupExports",
    "method": "GET",
    "path": "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/backup/exports",
    "role": "GROUP_BACKUP_MANAGER",
    "rateLimit": {
      "set": "Cloud Backups",
      "capacity": 1200,
      "refill": 500,
      "seconds": 60
    },
    "successStatus": 200,
    "query": {
      "type": "object",
      "required": [],
      "properties": {
        "envelope": {
          "type": "boolean",
          "default": false
        },
        "includeCount": {
          "type": "boolean",
          "default": true
        },
        "itemsPerPage": {
          "type": "integer",
          "minimum": 1,
          "maximum": 500,
          "default": 100
        },
        "pageNum": {
          "type": "integer",
          "minimum": 1,
          "default": 1
        },
        "pretty": {
          "type": "boolean",
          "default": false
        }
      }
    },
    "versions": [
      {
        "version": "2023-01-01",
        "schema": PaginatedApiAtlasDiskBackupExportJobView
      }
    ]
  },
  "createGroupClusterBackupExport": {
    "operationId": "createGroupClusterBackupExport",
    "method": "POST",
    "path": "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/backup/exports",
    "role": "GROUP_BACKUP_EXPORT_OPERATOR",
    "rateLimit": {
      "set": "Cloud Backups",
      "capacity": 1200,
      "refill": 500,
      "seconds": 60
    },
    "successStatus": 200,
    "query": {
      "type": "object",
      "required": [],
      "properties": {
        "envelope": {
          "type": "boolean",
          "default": false
        }
      }
    },
    "versions": [
      {
        "version": "2023-01-01",
        "schema": DiskBackupExportJob,
        "requestSchema": DiskBackupExportJobRequest
      }
    ]
  },
  "getGroupClusterBackupExport": {
    "operationId": "getGroupClusterBackupExport",
    "method": "GET",
    "path": "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/backup/exports/{exportId}",
    "role": "GROUP_BACKUP_MANAGER",
    "rateLimit": {
      "set": "Cloud Backups",
      "capacity": 1200,
      "refill": 500,
      "seconds": 60
    },
    "successStatus": 200,
    "query": {
      "type": "object",
      "required": [],
      "properties": {
        "envelope": {
          "type": "boolean",
          "default": false
        }
      }
    },
    "versions": [
      {
        "version": "2023-01-01",
        "schema": DiskBackupExportJob
      }
    ]
  },
  "getGroupClusterBackupSchedule": {
    "operationId": "getGroupClusterBackupSchedule",
    "method": "GET",
    "path": "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/backup/schedule",
    "role": "GROUP_READ_ONLY",
    "rateLimit": {
      "set": "Cloud Backups",
      "capacity": 1200,
      "refill": 500,
      "seconds": 60
    },
    "successStatus": 200,
    "query": {
      "type": "object",
      "required": [],
      "properties": {
        "envelope": {
          "type": "boolean",
          "default": false
        },
        "pretty": {
          "type": "boolean",
          "default": false
        }
      }
    },
    "versions": [
      {
        "version": "2023-01-01",
        "replacedBy": "2024-08-05",
        "sunset": "2027-07-01",
        "schema": DiskBackupSnapshotSchedule
      },
      {
        "version": "2024-08-05",
        "schema": DiskBackupSnapshotSchedule20240805
      }
    ]
  },
  "updateGroupClusterBackupSchedule": {
    "operationId": "updateGroupClusterBackupSchedule",
    "method": "PATCH",
    "path": "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/backup/schedule",
    "role": "GROUP_BACKUP_MANAGER",
    "rateLimit": {
      "set": "Cloud Backups",
      "capacity": 1200,
      "refill": 500,
      "seconds": 60
    },
    "successStatus": 200,
    "query": {
      "type": "object",
      "required": [],
      "properties": {
        "envelope": {
          "type": "boolean",
          "default": false
        },
        "pretty": {
          "type": "boolean",
          "default": false
        }
      }
    },
    "versions": [
      {
        "version": "2023-01-01",
        "replacedBy": "2024-08-05",
        "sunset": "2027-07-01",
        "schema": DiskBackupSnapshotSchedule,
        "requestSchema": DiskBackupSnapshotScheduleRequest
      },
      {
        "version": "2024-08-05",
        "schema": DiskBackupSnapshotSchedule20240805,
        "requestSchema": DiskBackupSnapshotScheduleRequest20240805
      }
    ]
  },
  "deleteGroupClusterBackupSchedule": {
    "operationId": "deleteGroupClusterBackupSchedule",
    "method": "DELETE",
    "path": "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/backup/schedule",
    "role": "GROUP_BACKUP_MANAGER",
    "rateLimit": {
      "set": "Cloud Backups",
      "capacity": 1200,
      "refill": 500,
      "seconds": 60
    },
    "successStatus": 200,
    "query": {
      "type": "object",
      "required": [],
      "properties": {
        "envelope": {
          "type": "boolean",
          "default": false
        }
      }
    },
    "versions": [
      {
        "version": "2023-01-01",
        "replacedBy": "2024-08-05",
        "sunset": "2027-07-01",
        "schema": DiskBackupSnapshotSchedule
      },
      {
        "version": "2024-08-05",
        "schema": DiskBackupSnapshotSchedule20240805
      }
    ]
  }
}

export const errorStatusRows: Readonly<Record<OperationId, readonly ErrorStatus[]>> = {
  "listGroupBackupExportBuckets": [
    400,
    401,
    403,
    404,
    406,
    410,
    429,
    500,
    503
  ],
  "createGroupBackupExportBucket": [
    400,
    401,
    403,
    404,
    406,
    410,
    413,
    415,
    429,
    500,
    503
  ],
  "getGroupBackupExportBucket": [
    400,
    401,
    403,
    404,
    406,
    410,
    429,
    500,
    503
  ],
  "updateGroupBackupExportBucket": [
    400,
    401,
    403,
    404,
    406,
    413,
    415,
    429,
    500,
    503
  ],
  "deleteGroupBackupExportBucket": [
    400,
    401,
    403,
    404,
    406,
    429,
    500,
    503
  ],
  "listGroupClusters": [
    400,
    401,
    403,
    404,
    406,
    410,
    429,
    500,
    503
  ],
  "getGroupCluster": [
    400,
    401,
    403,
    404,
    406,
    410,
    429,
    500,
    503
  ],
  "listGroupCloudProviderAccess": [
    400,
    401,
    403,
    404,
    406,
    429,
    500,
    503
  ],
  "createGroupCloudProviderAccess": [
    400,
    401,
    403,
    404,
    406,
    413,
    415,
    429,
    500,
    503
  ],
  "getGroupCloudProviderAccess": [
    400,
    401,
    403,
    404,
    406,
    429,
    500,
    503
  ],
  "authorizeGroupCloudProviderAccessRole": [
    400,
    401,
    403,
    404,
    406,
    409,
    413,
    415,
    429,
    500,
    503
  ],
  "deauthorizeGroupCloudProviderAccessRole": [
    400,
    401,
    403,
    404,
    406,
    429,
    500,
    503
  ],
  "listGroupClusterBackupSnapshots": [
    400,
    401,
    403,
    404,
    406,
    429,
    500,
    503
  ],
  "takeGroupClusterBackupSnapshots": [
    400,
    401,
    403,
    404,
    406,
    413,
    415,
    429,
    500,
    503
  ],
  "listGroupClusterBackupSnapshotShardedClusters": [
    400,
    401,
    403,
    404,
    406,
    429,
    500,
    503
  ],
  "getGroupClusterBackupSnapshotShardedCluster": [
    400,
    401,
    403,
    404,
    406,
    429,
    500,
    503
  ],
  "getGroupClusterBackupSnapshot": [
    400,
    401,
    403,
    404,
    406,
    429,
    500,
    503
  ],
  "deleteGroupClusterBackupSnapshot": [
    400,
    401,
    403,
    404,
    406,
    429,
    500,
    503
  ],
  "listGroupClusterBackupExports": [
    400,
    401,
    403,
    404,
    406,
    429,
    500,
    503
  ],
  "createGroupClusterBackupExport": [
    400,
    401,
    403,
    404,
    406,
    409,
    413,
    415,
    429,
    500,
    503
  ],
  "getGroupClusterBackupExport": [
    400,
    401,
    403,
    404,
    406,
    429,
    500,
    503
  ],
  "getGroupClusterBackupSchedule": [
    400,
    401,
    403,
    404,
    406,
    410,
    429,
    500,
    503
  ],
  "updateGroupClusterBackupSchedule": [
    400,
    401,
    403,
    404,
    406,
    410,
    413,
    415,
    429,
    500,
    503
  ],
  "deleteGroupClusterBackupSchedule": [
    400,
    401,
    403,
    404,
    406,
    410,
    429,
    500,
    503
  ]
}

/** The status of a successful response. */
export interface SuccessStatus {
  "listGroupBackupExportBuckets": 200,
  "createGroupBackupExportBucket": 200,
  "getGroupBackupExportBucket": 200,
  "updateGroupBackupExportBucket": 200,
  "deleteGroupBackupExportBucket": 204,
  "listGroupClusters": 200,
  "getGroupCluster": 200,
  "listGroupCloudProviderAccess": 200,
  "createGroupCloudProviderAccess": 200,
  "getGroupCloudProviderAccess": 200,
  "authorizeGroupCloudProviderAccessRole": 200,
  "deauthorizeGroupCloudProviderAccessRole": 204,
  "listGroupClusterBackupSnapshots": 200,
  "takeGroupClusterBackupSnapshots": 200,
  "listGroupClusterBackupSnapshotShardedClusters": 200,
  "getGroupClusterBackupSnapshotShardedCluster": 200,
  "getGroupClusterBackupSnapshot": 200,
  "deleteGroupClusterBackupSnapshot": 204,
  "listGroupClusterBackupExports": 200,
  "createGroupClusterBackupExport": 200,
  "getGroupClusterBackupExport": 200,
  "getGroupClusterBackupSchedule": 200,
  "updateGroupClusterBackupSchedule": 200,
  "deleteGroupClusterBackupSchedule": 200
}
