// Generated from openapi.yaml by `pnpm generate`. Do not edit.

import type { ErrorStatus } from './errors.ts'
import type { Operation, OperationId } from './operation.ts'
import { DiskBackupSnapshotAWSExportBucketRequest, DiskBackupSnapshotAWSExportBucketResponse, DiskBackupSnapshotExportBucketRequest, DiskBackupSnapshotExportBucketResponse, PaginatedBackupSnapshotExportBucketView, PaginatedBackupSnapshotExportBucketsView, PaginatedClustersView, UpdateRequirePrivateNetworkingRequestView } from './schemas.gen.ts'

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
  ]
}

/** The status of a successful response. */
export interface SuccessStatus {
  "listGroupBackupExportBuckets": 200,
  "createGroupBackupExportBucket": 200,
  "getGroupBackupExportBucket": 200,
  "updateGroupBackupExportBucket": 200,
  "deleteGroupBackupExportBucket": 204,
  "listGroupClusters": 200
}
