/** A JSON object of a response. */
export type Row = Readonly<Record<string, unknown>>

/** The columns and rows of a list that is printed as a table. */
export interface Table {
  /** The value of each column, by its title. */
  readonly columns: Readonly<Record<string, (row: Row) => unknown>>
  /** Returns the rows of a response body. Default: its `results`. */
  readonly rows?: (body: Row) => readonly unknown[]
}

/** Returns a column: the value of the first of these fields that a row has. */
function field(...names: readonly string[]): (row: Row) => unknown {
  return (row) => names.map((name) => row[name]).find((value) => value !== undefined)
}

/** Returns the counts of an export job as `5/12`. A sharded cluster's job has none. */
function formatCounts({ exportStatus }: Row): string | undefined {
  const { exportedCollections, totalCollections } = Object(exportStatus)
  return totalCollections === undefined ? undefined : `${exportedCollections}/${totalCollections}`
}

export const bucketTable: Table = {
  columns: {
    ID: field('_id'),
    PROVIDER: field('cloudProvider'),
    BUCKET: field('bucketName'),
    'PRIVATE NETWORKING': field('requirePrivateNetworking'),
    ROLE: field('iamRoleId', 'roleId'),
  },
}

export const clusterTable: Table = {
  columns: {
    NAME: field('name'),
    TYPE: field('clusterType'),
    VERSION: field('mongoDBMajorVersion'),
    STATE: field('stateName'),
    BACKUP: field('backupEnabled'),
  },
}

/** The table of cloud provider access roles. Atlas sends a list for each cloud provider. */
export const roleTable: Table = {
  rows: ({ awsIamRoles = [], azureServicePrincipals = [], gcpServiceAccounts = [] }) =>
    [awsIamRoles, azureServicePrincipals, gcpServiceAccounts].flat(),
  columns: {
    ID: field('roleId', '_id'),
    PROVIDER: field('providerName'),
    IDENTITY: field('iamAssumedRoleArn', 'servicePrincipalId', 'gcpServiceAccountForAtlas'),
    // Azure roles have no such field: Atlas sends `lastUpdatedDate` before the authorization, too.
    AUTHORIZED: field('authorizedDate', 'status'),
    USES: ({ featureUsages }) => (Array.isArray(featureUsages) ? featureUsages.length : undefined),
  },
}

export const snapshotTable: Table = {
  columns: {
    ID: field('id'),
    STATUS: field('status'),
    TYPE: field('snapshotType'),
    FREQUENCY: field('frequencyType'),
    CREATED: field('createdAt'),
    EXPIRES: field('expiresAt'),
    DESCRIPTION: field('description'),
  },
}

export const jobTable: Table = {
  columns: {
    ID: field('id'),
    STATE: field('state'),
    COLLECTIONS: formatCounts,
    CREATED: field('createdAt'),
    FINISHED: field('finishedAt'),
    PREFIX: field('prefix'),
  },
}

/** The table of the export jobs of several clusters. The errors of a row are on standard error. */
export const exportTable: Table = {
  columns: { CLUSTER: field('clusterName'), ...jobTable.columns },
}
