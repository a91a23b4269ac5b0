// Made from openapi.yaml by `pnpm generate`. Change that file, not this one.

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

export const Link = {
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
} as const

export const DiskBackupSnapshotExportBucketResponse = {
  "discriminator": "cloudProvider",
  "variants": {
    "AWS": {
      "type": "object",
      "required": [
        "_id",
        "bucketName",
        "cloudProvider",
        "iamRoleId"
      ],
      "properties": {
        "_id": {
          "type": "string",
          "pattern": "^([a-f0-9]{24})$"
        },
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
        "iamRoleId": {
          "type": "string",
          "pattern": "^([a-f0-9]{24})$"
        },
        "links": {
          "type": "array",
          "items": {
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
        },
        "region": {
          "type": "string"
        },
        "requirePrivateNetworking": {
          "type": "boolean"
        }
      }
    },
    "AZURE": {
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
        "_id": {
          "type": "string",
          "pattern": "^([a-f0-9]{24})$"
        },
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
          "items": {
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
        },
        "roleId": {
          "type": "string",
          "pattern": "^([a-f0-9]{24})$"
        },
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
    },
    "GCP": {
      "type": "object",
      "required": [
        "_id",
        "bucketName",
        "cloudProvider",
        "roleId"
      ],
      "properties": {
        "_id": {
          "type": "string",
          "pattern": "^([a-f0-9]{24})$"
        },
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
          "items": {
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
        },
        "roleId": {
          "type": "string",
          "pattern": "^([a-f0-9]{24})$"
        }
      }
    }
  }
} as const

export const DiskBackupSnapshotAWSExportBucketResponse = {
  "type": "object",
  "required": [
    "_id",
    "bucketName",
    "cloudProvider",
    "iamRoleId"
  ],
  "properties": {
    "_id": {
      "type": "string",
      "pattern": "^([a-f0-9]{24})$"
    },
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
    "iamRoleId": {
      "type": "string",
      "pattern": "^([a-f0-9]{24})$"
    },
    "links": {
      "type": "array",
      "items": {
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
    },
    "region": {
      "type": "string"
    },
    "requirePrivateNetworking": {
      "type": "boolean"
    }
  }
} as const

export const DiskBackupSnapshotAzureExportBucketResponse = {
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
    "_id": {
      "type": "string",
      "pattern": "^([a-f0-9]{24})$"
    },
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
      "items": {
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
    },
    "roleId": {
      "type": "string",
      "pattern": "^([a-f0-9]{24})$"
    },
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
} as const

export const DiskBackupSnapshotGCPExportBucketResponse = {
  "type": "object",
  "required": [
    "_id",
    "bucketName",
    "cloudProvider",
    "roleId"
  ],
  "properties": {
    "_id": {
      "type": "string",
      "pattern": "^([a-f0-9]{24})$"
    },
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
      "items": {
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
    },
    "roleId": {
      "type": "string",
      "pattern": "^([a-f0-9]{24})$"
    }
  }
} as const

export const PaginatedBackupSnapshotExportBucketView = {
  "type": "object",
  "required": [
    "results"
  ],
  "properties": {
    "links": {
      "type": "array",
      "items": {
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
    },
    "results": {
      "type": "array",
      "items": {
        "type": "object",
        "required": [
          "_id",
          "bucketName",
          "cloudProvider",
          "iamRoleId"
        ],
        "properties": {
          "_id": {
            "type": "string",
            "pattern": "^([a-f0-9]{24})$"
          },
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
          "iamRoleId": {
            "type": "string",
            "pattern": "^([a-f0-9]{24})$"
          },
          "links": {
            "type": "array",
            "items": {
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
          },
          "region": {
            "type": "string"
          },
          "requirePrivateNetworking": {
            "type": "boolean"
          }
        }
      }
    },
    "totalCount": {
      "type": "integer",
      "minimum": 0
    }
  }
} as const

export const PaginatedBackupSnapshotExportBucketsView = {
  "type": "object",
  "required": [
    "results"
  ],
  "properties": {
    "links": {
      "type": "array",
      "items": {
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
    },
    "results": {
      "type": "array",
      "items": {
        "discriminator": "cloudProvider",
        "variants": {
          "AWS": {
            "type": "object",
            "required": [
              "_id",
              "bucketName",
              "cloudProvider",
              "iamRoleId"
            ],
            "properties": {
              "_id": {
                "type": "string",
                "pattern": "^([a-f0-9]{24})$"
              },
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
              "iamRoleId": {
                "type": "string",
                "pattern": "^([a-f0-9]{24})$"
              },
              "links": {
                "type": "array",
                "items": {
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
              },
              "region": {
                "type": "string"
              },
              "requirePrivateNetworking": {
                "type": "boolean"
              }
            }
          },
          "AZURE": {
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
              "_id": {
                "type": "string",
                "pattern": "^([a-f0-9]{24})$"
              },
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
                "items": {
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
              },
              "roleId": {
                "type": "string",
                "pattern": "^([a-f0-9]{24})$"
              },
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
          },
          "GCP": {
            "type": "object",
            "required": [
              "_id",
              "bucketName",
              "cloudProvider",
              "roleId"
            ],
            "properties": {
              "_id": {
                "type": "string",
                "pattern": "^([a-f0-9]{24})$"
              },
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
                "items": {
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
              },
              "roleId": {
                "type": "string",
                "pattern": "^([a-f0-9]{24})$"
              }
            }
          }
        }
      }
    },
    "totalCount": {
      "type": "integer",
      "minimum": 0
    }
  }
} as const

export const DiskBackupSnapshotExportBucketRequest = {
  "discriminator": "cloudProvider",
  "variants": {
    "AWS": {
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
        "iamRoleId": {
          "type": "string",
          "pattern": "^([a-f0-9]{24})$"
        },
        "requirePrivateNetworking": {
          "type": "boolean"
        }
      }
    },
    "AZURE": {
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
        "roleId": {
          "type": "string",
          "pattern": "^([a-f0-9]{24})$"
        },
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
    },
    "GCP": {
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
        "roleId": {
          "type": "string",
          "pattern": "^([a-f0-9]{24})$"
        }
      }
    }
  }
} as const

export const DiskBackupSnapshotAWSExportBucketRequest = {
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
    "iamRoleId": {
      "type": "string",
      "pattern": "^([a-f0-9]{24})$"
    },
    "requirePrivateNetworking": {
      "type": "boolean"
    }
  }
} as const

export const DiskBackupSnapshotAzureExportBucketRequest = {
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
    "roleId": {
      "type": "string",
      "pattern": "^([a-f0-9]{24})$"
    },
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
} as const

export const DiskBackupSnapshotGCPExportBucketRequest = {
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
    "roleId": {
      "type": "string",
      "pattern": "^([a-f0-9]{24})$"
    }
  }
} as const

export const UpdateRequirePrivateNetworkingRequestView = {
  "type": "object",
  "required": [
    "requirePrivateNetworking"
  ],
  "properties": {
    "requirePrivateNetworking": {
      "type": "boolean"
    }
  }
} as const

export const ApiError = {
  "type": "object",
  "required": [
    "error",
    "errorCode"
  ],
  "properties": {
    "badRequestDetail": {
      "type": "object",
      "nullable": true,
      "required": [],
      "properties": {
        "fields": {
          "type": "array",
          "items": {
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
        }
      }
    },
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
      "items": {}
    },
    "reason": {
      "type": "string",
      "nullable": true
    }
  }
} as const

export const BadRequestDetail = {
  "type": "object",
  "nullable": true,
  "required": [],
  "properties": {
    "fields": {
      "type": "array",
      "items": {
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
    }
  }
} as const

export const FieldViolation = {
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
} as const

export const AccessToken = {
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
} as const

export const OAuthError = {
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
} as const
