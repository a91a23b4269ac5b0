import { apiKey, createClient, serviceAccount } from '@export-buckets/client'
import type { CloudProvider } from '@export-buckets/core'
import { findProgram } from '@export-buckets/test-support/find-program'
import { afterAll, test } from 'vitest'
import { createClientDriver } from './client-driver.ts'
import { createCommandLineDriver } from './command-line-driver.ts'
import { createCurlDriver } from './curl-driver.ts'
import type { WorkflowDriver } from './driver.ts'
import { runExportWorkflow } from './export-workflow.ts'
import { numberedCluster, type ProjectCluster, saveProject, type Target } from './project.ts'
import { type RunningServer, type ServerName, startServerByName } from './servers.ts'

type DriverName =
  | 'the client with a service account'
  | 'the client with an API key'
  | 'the command line with a service account'
  | 'the command line with an API key'
  | 'curl with Bearer'
  | 'curl with Digest'

const createDriverByName: Readonly<
  Record<
    DriverName,
    (target: Target, cluster: ProjectCluster) => WorkflowDriver | Promise<WorkflowDriver>
  >
> = {
  'the client with a service account': ({ baseUrl, credentials: { clientId, clientSecret } }) =>
    createClientDriver(createClient({ baseUrl, auth: serviceAccount({ clientId, clientSecret }) })),
  'the client with an API key': ({ baseUrl, credentials: { publicKey, privateKey } }) =>
    createClientDriver(createClient({ baseUrl, auth: apiKey({ publicKey, privateKey }) })),
  'the command line with a service account': (target) =>
    createCommandLineDriver(target, 'service account'),
  'the command line with an API key': (target) => createCommandLineDriver(target, 'API key'),
  'curl with Bearer': (target, cluster) => createCurlDriver(target, 'Bearer', cluster),
  'curl with Digest': (target, cluster) => createCurlDriver(target, 'Digest', cluster),
}

/** Who exports a snapshot of which cluster to which cloud provider, and on which server. */
type Run = readonly [ServerName, DriverName, ProjectCluster['clusterType'], CloudProvider]

/** Every server with the client, the command line, and curl with both schemes; Node also with both kinds of credentials. */
const runs: readonly Run[] = [
  ['Node', 'the client with a service account', 'REPLICASET', 'AWS'],
  ['Node', 'the client with an API key', 'SHARDED', 'GCP'],
  ['Node', 'the command line with a service account', 'REPLICASET', 'AZURE'],
  ['Node', 'the command line with an API key', 'SHARDED', 'AWS'],
  ['Node', 'curl with Bearer', 'SHARDED', 'AZURE'],
  ['Node', 'curl with Digest', 'REPLICASET', 'GCP'],
  ['workerd', 'the client with a service account', 'SHARDED', 'AZURE'],
  ['workerd', 'curl with Digest', 'REPLICASET', 'AWS'],
  ['workerd', 'curl with Bearer', 'SHARDED', 'GCP'],
  ['workerd', 'the command line with a service account', 'REPLICASET', 'AZURE'],
  ['Deno', 'the client with a service account', 'REPLICASET', 'GCP'],
  ['Deno', 'curl with Bearer', 'SHARDED', 'AWS'],
  ['Deno', 'curl with Digest', 'REPLICASET', 'AZURE'],
  ['Deno', 'the command line with an API key', 'SHARDED', 'GCP'],
  ['Bun', 'the client with an API key', 'SHARDED', 'AWS'],
  ['Bun', 'the command line with a service account', 'REPLICASET', 'GCP'],
  ['Bun', 'curl with Bearer', 'REPLICASET', 'AZURE'],
  ['Bun', 'curl with Digest', 'SHARDED', 'GCP'],
  ['the gateway', 'the client with a service account', 'REPLICASET', 'AZURE'],
  ['the gateway', 'the command line with an API key', 'SHARDED', 'GCP'],
  ['the gateway', 'curl with Digest', 'REPLICASET', 'AWS'],
  ['the gateway', 'curl with Bearer', 'SHARDED', 'AZURE'],
]

// Each run has a cluster of its own, so that all of them run at the same time.
const numberedRuns = runs.map(([server, driver, clusterType, cloudProvider], index) => ({
  server,
  driver,
  cloudProvider,
  cluster: numberedCluster(index, clusterType),
}))
const clusters = numberedRuns.map(({ cluster }) => cluster)
const simulation = { snapshotSeconds: 0.2, exportSeconds: 0.4, roleSeconds: 0 }
const runningServers = new Map<ServerName, Promise<RunningServer>>()

/** Returns the server with a name, which is started once. */
function getServer(name: ServerName): Promise<RunningServer> {
  const running =
    runningServers.get(name) ??
    startServerByName[name]((store) => saveProject(store, clusters, simulation))
  runningServers.set(name, running)
  return running
}

afterAll(async () => {
  for (const server of await Promise.allSettled(runningServers.values()))
    if (server.status === 'fulfilled') await server.value[Symbol.asyncDispose]()
})

const hasCurl = findProgram('curl') !== undefined
const withoutCurl = ' (not verified: curl is not installed)'

for (const { server, driver: driverName, cloudProvider, cluster } of numberedRuns) {
  const skip = driverName.startsWith('curl') && !hasCurl
  test.concurrent(`on ${server}, ${driverName} exports a snapshot (${cluster.clusterType}) to a bucket of ${cloudProvider}, schedules exports, and deletes everything${skip ? withoutCurl : ''}`, {
    skip,
  }, async () => {
    const driver = await createDriverByName[driverName](await getServer(server), cluster)
    await runExportWorkflow({ driver, cloudProvider, cluster })
  })
}
