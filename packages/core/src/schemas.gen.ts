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
