// Made from openapi.yaml by `pnpm generate`. Change that file, not this one.

export const apiVersionDates = [
  "2023-01-01",
  "2023-02-01",
  "2023-10-01",
  "2023-11-15",
  "2024-05-30",
  "2024-08-05",
  "2024-10-23",
  "2024-11-13",
  "2025-02-19",
  "2025-03-12"
] as const

export const operationRows = {
  "getGroupBackupExportBucket": {
    "operationId": "getGroupBackupExportBucket",
    "alias": "getExportBucket",
    "method": "GET",
    "path": "/api/atlas/v2/groups/{groupId}/backup/exportBuckets/{exportBucketId}",
    "role": "GROUP_READ_ONLY",
    "successStatus": 200,
    "versions": [
      {
        "version": "2023-01-01",
        "replacedBy": "2024-05-30",
        "sunset": "2027-07-01",
        "schema": "DiskBackupSnapshotAWSExportBucketResponse"
      },
      {
        "version": "2024-05-30",
        "schema": "DiskBackupSnapshotExportBucketResponse"
      }
    ]
  }
} as const

export interface AnsweredBy {
  "getGroupBackupExportBucket": {
    "2023-01-01": "2023-01-01",
    "2023-02-01": "2023-01-01",
    "2023-10-01": "2023-01-01",
    "2023-11-15": "2023-01-01",
    "2024-05-30": "2024-05-30",
    "2024-08-05": "2024-05-30",
    "2024-10-23": "2024-05-30",
    "2024-11-13": "2024-05-30",
    "2025-02-19": "2024-05-30",
    "2025-03-12": "2024-05-30"
  }
}
