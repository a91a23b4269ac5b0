// Made from openapi.yaml by `pnpm generate`. Change that file, not this one.
import type { ExportBucketId, GroupId, RoleId } from "./ids.ts";
/** Every path of the document with its operations, as openapi-fetch takes it. */
export type paths = {
    "/api/atlas/v2/groups/{groupId}/backup/exportBuckets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Return the snapshot export buckets of a project, a page at a time. */
        get: operations["listGroupBackupExportBuckets"];
        put?: never;
        /** Make a bucket of a cloud provider one that snapshots can be exported to. */
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
        /** Return one snapshot export bucket of a project. */
        get: operations["getGroupBackupExportBucket"];
        put?: never;
        post?: never;
        /** Forget an export bucket. The bucket of the cloud provider and what is in it stay. */
        delete: operations["deleteGroupBackupExportBucket"];
        options?: never;
        head?: never;
        /** Say whether exports to an AWS bucket go over private networking alone. */
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
         * @description Returns a page of the project's clusters. Terraform's provider calls it after it deletes an export bucket, to find clusters that still export to it.
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
        /** Make an access token worthless before it expires (RFC 7009). */
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
        /** Trade a service account's id and secret for an access token (RFC 6749, section 4.4). */
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
             * @description Seconds.
             * @example 3600
             */
            expires_in: number;
            /** @enum {string} */
            token_type: "Bearer";
        };
        /** @description The body of every error of the Admin API. */
        ApiError: {
            badRequestDetail?: components["schemas"]["BadRequestDetail"];
            /** @description What went wrong, for people. */
            detail?: string | null;
            /**
             * @description The HTTP status code.
             * @example 404
             */
            error: number;
            /**
             * @description The code to decide on. A 401 for missing or invalid credentials has none.
             * @example GROUP_NOT_FOUND
             */
            errorCode?: string;
            /** @description The values in `detail`, strings or numbers. */
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
        /** @description A cluster, as far as a snapshot export needs to know it. Atlas sends some thirty more fields. */
        Cluster: {
            /** @description Whether Atlas takes snapshots of the cluster. */
            backupEnabled?: boolean;
            /** @example REPLICASET */
            clusterType?: string;
            /**
             * @description When the cluster was created (ISO 8601).
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
        /** @description What makes an AWS S3 bucket an export bucket. */
        DiskBackupSnapshotAWSExportBucketRequest: {
            /** @description Name of the S3 bucket. */
            bucketName: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            cloudProvider: "AWS";
            /**
             * @description Identifies the access that a cloud provider granted to Atlas: an AWS IAM role, an Azure service principal or a Google service account, made under "Cloud Provider Access" of the project.
             * @example 32b6e34b3d91647abb20e7b8
             */
            iamRoleId: string;
            /** @description Whether exports go over private networking alone. Default false. */
            requirePrivateNetworking?: boolean;
        };
        /** @description An AWS S3 bucket. */
        DiskBackupSnapshotAWSExportBucketResponse: {
            _id: components["schemas"]["ExportBucketId"];
            /**
             * @description Name of the S3 bucket.
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
             * @description AWS region of the bucket, found out by the service. Present on get alone.
             * @example us-east-1
             */
            region?: string;
            /** @description Whether exports go over private networking alone. */
            requirePrivateNetworking?: boolean;
        };
        /** @description What makes an Azure Blob Storage container an export bucket. */
        DiskBackupSnapshotAzureExportBucketRequest: {
            /** @description Name of the container. May be left out when `serviceUrl` names it. */
            bucketName?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            cloudProvider: "AZURE";
            /**
             * @description Identifies the access that a cloud provider granted to Atlas: an AWS IAM role, an Azure service principal or a Google service account, made under "Cloud Provider Access" of the project.
             * @example 32b6e34b3d91647abb20e7b8
             */
            roleId: string;
            /** @description URL of the storage account, or of the container in it, under blob.core.windows.net. */
            serviceUrl: string;
            /**
             * Format: uuid
             * @deprecated
             * @description Deprecated. Atlas ignores it and takes the tenant from the role; a server without a cloud to ask returns it as it was sent.
             */
            tenantId?: string;
        };
        /** @description An Azure Blob Storage container. */
        DiskBackupSnapshotAzureExportBucketResponse: {
            _id: components["schemas"]["ExportBucketId"];
            /**
             * @description Name of the container.
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
             * @description URL of the container, under blob.core.windows.net.
             * @example https://examplestorageaccount.blob.core.windows.net/examplecontainer
             */
            serviceUrl: string;
            /**
             * Format: uuid
             * @description Azure Active Directory tenant of the service principal.
             * @example 4297fc77-1592-4de8-a6d5-a8c32401df87
             */
            tenantId: string;
        };
        /** @description What makes an export bucket at 2024-05-30, told apart by `cloudProvider`. */
        DiskBackupSnapshotExportBucketRequest: components["schemas"]["DiskBackupSnapshotAWSExportBucketRequest"] | components["schemas"]["DiskBackupSnapshotAzureExportBucketRequest"] | components["schemas"]["DiskBackupSnapshotGCPExportBucketRequest"];
        /** @description An export bucket at 2024-05-30, told apart by `cloudProvider`. */
        DiskBackupSnapshotExportBucketResponse: components["schemas"]["DiskBackupSnapshotAWSExportBucketResponse"] | components["schemas"]["DiskBackupSnapshotAzureExportBucketResponse"] | components["schemas"]["DiskBackupSnapshotGCPExportBucketResponse"];
        /** @description What makes a Google Cloud Storage bucket an export bucket. */
        DiskBackupSnapshotGCPExportBucketRequest: {
            /** @description Name of the bucket. */
            bucketName: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            cloudProvider: "GCP";
            /**
             * @description Identifies the access that a cloud provider granted to Atlas: an AWS IAM role, an Azure service principal or a Google service account, made under "Cloud Provider Access" of the project.
             * @example 32b6e34b3d91647abb20e7b8
             */
            roleId: string;
        };
        /** @description A Google Cloud Storage bucket. */
        DiskBackupSnapshotGCPExportBucketResponse: {
            _id: components["schemas"]["ExportBucketId"];
            /**
             * @description Name of the bucket.
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
         * @description Identifies an export bucket.
         * @example 32b6e34b3d91647abb20e7b8
         */
        ExportBucketId: ExportBucketId;
        FieldViolation: {
            description: string;
            field: string;
        };
        /**
         * @description Identifies a project (a group, on the wire).
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
        /** @description A page of export buckets at 2024-05-30. */
        PaginatedBackupSnapshotExportBucketsView: {
            links?: components["schemas"]["Link"][];
            results: components["schemas"]["DiskBackupSnapshotExportBucketResponse"][];
            /** @description An estimate of how many there are in all. */
            totalCount?: number;
        };
        /** @description A page of export buckets at 2023-01-01. */
        PaginatedBackupSnapshotExportBucketView: {
            links?: components["schemas"]["Link"][];
            results: components["schemas"]["DiskBackupSnapshotAWSExportBucketResponse"][];
            /** @description An estimate of how many there are in all. */
            totalCount?: number;
        };
        /** @description A page of clusters. */
        PaginatedClustersView: {
            links?: components["schemas"]["Link"][];
            results: components["schemas"]["Cluster"][];
            /** @description An estimate of how many there are in all. */
            totalCount?: number;
        };
        /**
         * @description Identifies the access that a cloud provider granted to Atlas: an AWS IAM role, an Azure service principal or a Google service account, made under "Cloud Provider Access" of the project.
         * @example 32b6e34b3d91647abb20e7b8
         */
        RoleId: RoleId;
        UpdateRequirePrivateNetworkingRequestView: {
            /** @description Whether exports go over private networking alone. */
            requirePrivateNetworking: boolean;
        };
    };
    responses: {
        /** @description The request breaks a rule of the operation. */
        badRequest: {
            headers: {
                "X-Error-Code": components["headers"]["X-Error-Code"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description The body has more bytes than any request needs. */
        contentTooLarge: {
            headers: {
                "X-Error-Code": components["headers"]["X-Error-Code"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description The caller's address is not on the access list, or the credentials are limited to other operations or export buckets. */
        forbidden: {
            headers: {
                "X-Error-Code": components["headers"]["X-Error-Code"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description The resource version asked for is past its sunset. */
        gone: {
            headers: {
                "X-Error-Code": components["headers"]["X-Error-Code"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description Something went wrong that nobody foresaw. */
        internalServerError: {
            headers: {
                "X-Error-Code": components["headers"]["X-Error-Code"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description Accept names no resource version; send application/vnd.atlas.YYYY-MM-DD+json. */
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
        /** @description The storage or the upstream is away for now. */
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
        /** @description The token bucket of the project, or of the service account at the token endpoint, is empty. */
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
        /** @description The credentials are missing or invalid, and the body has no `errorCode`; or they are valid but lack the role that the operation needs in the project, and `errorCode` is `USER_UNAUTHORIZED`. */
        unauthorized: {
            headers: {
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description The body is not JSON; send Content-Type application/json or application/vnd.atlas.YYYY-MM-DD+json. */
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
        /** @description Whether to wrap the body together with the status code. */
        envelope: boolean;
        exportBucketId: string;
        /** @description The project. Atlas calls projects groups. */
        groupId: string;
        /** @description Whether to say how many there are in all. */
        includeCount: boolean;
        /** @description Whether to include deleted clusters whose backups are retained. */
        includeDeletedWithRetainedBackups: boolean;
        itemsPerPage: number;
        pageNum: number;
        /** @description Whether to indent the body. */
        pretty: boolean;
    };
    requestBodies: never;
    headers: {
        /** @description The date of the resource version that replaced this one. */
        Deprecation: string;
        /** @description Requests that the token bucket holds when full. */
        "RateLimit-Limit": number;
        /** @description Requests left in the token bucket. */
        "RateLimit-Remaining": number;
        /** @description Seconds to wait before the next try. */
        "Retry-After": number;
        /** @description The date from which this resource version answers 410. */
        Sunset: string;
        /** @description The challenge (RFC 9110, section 11.6.1), of Digest, or of Bearer where a token was sent. */
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
                /** @description Whether to wrap the body together with the status code. */
                envelope?: components["parameters"]["envelope"];
                /** @description Whether to say how many there are in all. */
                includeCount?: components["parameters"]["includeCount"];
                itemsPerPage?: components["parameters"]["itemsPerPage"];
                pageNum?: components["parameters"]["pageNum"];
                /** @description Whether to indent the body. */
                pretty?: components["parameters"]["pretty"];
            };
            header?: never;
            path: {
                /** @description The project. Atlas calls projects groups. */
                groupId: components["parameters"]["groupId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page, in the newest resource version not later than the date asked for. */
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
                /** @description Whether to wrap the body together with the status code. */
                envelope?: components["parameters"]["envelope"];
                /** @description Whether to indent the body. */
                pretty?: components["parameters"]["pretty"];
            };
            header?: never;
            path: {
                /** @description The project. Atlas calls projects groups. */
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
            /** @description The export bucket. Its region is found out later, and not part of this answer. */
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
                /** @description Whether to wrap the body together with the status code. */
                envelope?: components["parameters"]["envelope"];
                /** @description Whether to indent the body. */
                pretty?: components["parameters"]["pretty"];
            };
            header?: never;
            path: {
                exportBucketId: components["parameters"]["exportBucketId"];
                /** @description The project. Atlas calls projects groups. */
                groupId: components["parameters"]["groupId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The export bucket, in the newest resource version not later than the date asked for. */
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
                /** @description Whether to wrap the body together with the status code. */
                envelope?: components["parameters"]["envelope"];
            };
            header?: never;
            path: {
                exportBucketId: components["parameters"]["exportBucketId"];
                /** @description The project. Atlas calls projects groups. */
                groupId: components["parameters"]["groupId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The export bucket is gone. */
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
                /** @description Whether to wrap the body together with the status code. */
                envelope?: components["parameters"]["envelope"];
                /** @description Whether to indent the body. */
                pretty?: components["parameters"]["pretty"];
            };
            header?: never;
            path: {
                exportBucketId: components["parameters"]["exportBucketId"];
                /** @description The project. Atlas calls projects groups. */
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
            /** @description The export bucket as it is now. */
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
                /** @description Whether to wrap the body together with the status code. */
                envelope?: components["parameters"]["envelope"];
                /** @description Whether to say how many there are in all. */
                includeCount?: components["parameters"]["includeCount"];
                /** @description Whether to include deleted clusters whose backups are retained. */
                includeDeletedWithRetainedBackups?: components["parameters"]["includeDeletedWithRetainedBackups"];
                itemsPerPage?: components["parameters"]["itemsPerPage"];
                pageNum?: components["parameters"]["pageNum"];
                /** @description Whether to indent the body. */
                pretty?: components["parameters"]["pretty"];
            };
            header?: never;
            path: {
                /** @description The project. Atlas calls projects groups. */
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
            /** @description The token is worthless now, whether or not it was valid before. */
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
