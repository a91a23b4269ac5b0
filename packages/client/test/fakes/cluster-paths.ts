/** A part of Atlas outside of core, as openapi-typescript generates it from MongoDB's OpenAPI document. */
export interface paths {
  '/api/atlas/v2/groups/{groupId}/clusters/{clusterName}': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get: operations['getGroupCluster']
    put?: never
    post?: never
    delete: operations['deleteGroupCluster']
    options?: never
    head: operations['headGroupCluster']
    patch?: never
    trace?: never
  }
  '/api/atlas/v2/groups/{groupId}/clusters/{hostName}/logs/{logName}.gz': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get: operations['downloadClusterLog']
    put?: never
    post?: never
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
}

export interface components {
  schemas: {
    ClusterDescription20240805: {
      readonly id?: string
      name?: string
      clusterType?: 'REPLICASET' | 'SHARDED' | 'GEOSHARDED'
    }
    ApiError: { detail?: string; error: number; errorCode: string; reason?: string }
  }
  responses: {
    unauthorized: {
      headers: { [name: string]: unknown }
      content: { 'application/json': components['schemas']['ApiError'] }
    }
  }
}

interface ClusterParameters {
  query?: { pretty?: boolean }
  header?: never
  path: { groupId: string; clusterName: string }
  cookie?: never
}

interface operations {
  getGroupCluster: {
    parameters: ClusterParameters
    requestBody?: never
    responses: {
      200: {
        headers: { [name: string]: unknown }
        content: {
          'application/vnd.atlas.2024-08-05+json': components['schemas']['ClusterDescription20240805']
        }
      }
      401: components['responses']['unauthorized']
    }
  }
  headGroupCluster: {
    parameters: ClusterParameters
    requestBody?: never
    responses: { 200: { headers: { [name: string]: unknown }; content?: never } }
  }
  deleteGroupCluster: {
    parameters: ClusterParameters
    requestBody?: never
    responses: {
      202: {
        headers: { [name: string]: unknown }
        content: { 'application/vnd.atlas.2023-02-01+json': unknown }
      }
      401: components['responses']['unauthorized']
    }
  }
  downloadClusterLog: {
    parameters: {
      query?: { startDate?: number }
      header?: never
      path: { groupId: string; hostName: string; logName: string }
      cookie?: never
    }
    requestBody?: never
    responses: {
      200: {
        headers: { [name: string]: unknown }
        content: { 'application/vnd.atlas.2023-02-01+gzip': string }
      }
      401: components['responses']['unauthorized']
    }
  }
}
