// Generated from openapi.yaml by `pnpm generate`. Do not edit.
import type { ExportBucketId, GroupId, RoleId } from "./ids.ts";
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
        BadRequestDetail: {
            fields?: components["schemas"]["FieldViolation"][];
        } | null;
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
             * @description Deprecated. Atlas ignores the value and returns the tenant of the role. A server without cloud access returns the value that was sent.
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
        /**
         * @description The id of an export bucket.
         * @example 32b6e34b3d91647abb20e7b8
         */
        ExportBucketId: ExportBucketId;
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
            /** @example self */
            rel?: string;
        };
        OAuthError: {
            /** @example invalid_client */
            error: string;
            error_description?: string;
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
        /** @description The caller's IP address is not on the access list, or the credentials are restricted to other operations or export buckets. */
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
        /** @description The project or the export bucket does not exist, or the caller has no role in the project. */
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
        /** @description Whether to wrap the response in an object with its status code. */
        envelope: boolean;
        exportBucketId: string;
        /** @description The id of the project. The API calls projects groups. */
        groupId: string;
        /** @description Whether the response has `totalCount`. */
        includeCount: boolean;
        /** @description Whether to return deleted clusters that have retained backups. */
        includeDeletedWithRetainedBackups: boolean;
        itemsPerPage: number;
        pageNum: number;
        /** @description Whether to indent the response body. */
        pretty: boolean;
    };
    requestBodies: never;
    headers: {
        /** @description The date of the resource version that replaces this one. */
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
