/**
 * Follows the recipe "Add an operation" of CONTRIBUTING.md in a copy of the workspace, for an operation of Atlas that core
 * lacks. The files of the recipe's table are sufficient, and the compiler names those that the table says it names.
 */
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { readDocument } from '@export-buckets/codegen/document'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { copyWorkspace, members, workspace } from './workspace-copy.ts'

const operationId = 'getGroupClusterStatus'
const clusterPath = '/api/atlas/v2/groups/{groupId}/clusters/{clusterName}'
const status = { changeStatus: 'APPLIED' }

/** Returns openapi.yaml with an operation that differs from reading a cluster in its path and its response. */
function documentWithNewOperation(): ReturnType<typeof readDocument> {
  const document = readDocument()
  const { paths = {}, components = {} } = document
  const operation = structuredClone(Object(paths[clusterPath]).get)
  operation.operationId = operationId
  operation['x-xgen-operation-id-override'] = 'getClusterStatus'
  operation.responses['200'].content = {
    'application/vnd.atlas.2023-01-01+json': {
      'x-xgen-version': '2023-01-01',
      schema: { $ref: '#/components/schemas/ClusterStatus' },
      examples: { applied: { $ref: '#/components/examples/ClusterStatus' } },
    },
  }
  paths[`${clusterPath}/status`] = { get: operation }
  Object.assign(Object(components.schemas), {
    ClusterStatus: {
      type: 'object',
      required: ['changeStatus'],
      properties: { changeStatus: { type: 'string', enum: ['APPLIED', 'PENDING'] } },
    },
  })
  Object.assign(Object(components.examples), { ClusterStatus: { value: status } })
  return document
}

/** The start of the entry of reading a cluster, in the tables of operations. */
const clusterEntry = 'getGroupCluster: '

/** The text that the operation adds to each file, by the text of reading a cluster that it precedes. */
const additions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'apps/edge/src/clusters/handlers.ts': {
    "'getGroupCluster' |": `'${operationId}' | `,
    [clusterEntry]: `${operationId}: async (request) => {
      await findCluster(store, request)
      return ${JSON.stringify(status)}
    },`,
  },
  'contracts/src/matrix/scenarios.ts': {
    [clusterEntry]: `${operationId}: {
      states: withCluster(),
      example: () => ({ body: examples.ClusterStatus }),
    },`,
  },
  'packages/client/src/resources/clusters.ts': {
    'get(input': `getStatus(input: ClusterParams): AtlasPromise<ResponseBody<'${operationId}'>>\n`,
    'get: (input)': `getStatus: (input) => callOperation(context, '${operationId}', input),\n`,
  },
  'contracts/src/pact/client-call.ts': {
    [clusterEntry]: `${operationId}: (atlas, input) => atlas.clusters.getStatus(input),\n`,
  },
  'packages/client/test/fakes/operation-calls.ts': {
    [clusterEntry]: `${operationId}: {
      call: ({ clusters }) => clusters.getStatus(clusterIds),
      response: ${JSON.stringify(status)},
    },`,
  },
  'apps/edge/test/gateway/export-workflow.test.ts': {
    [clusterEntry]: `${operationId}: { path: { clusterName: replicaSet } },\n`,
  },
  'packages/client/src/cli/commands/clusters.ts': {
    "operationCommand({\n    name: 'cluster get'": `operationCommand({
      name: 'cluster status',
      operationId: '${operationId}',
      description: 'Prints whether the changes of a cluster are applied.',
      examples: ['export-buckets cluster status --clusterName Cluster0'],
      fetch: (call) => call.atlas.clusters.getStatus(clusterInput(call)),
    }),`,
  },
  'docs/export-snapshots.md': {
    '|      | `cluster get`': `| | \`cluster status\` | \`${operationId}\` | Project Read Only |\n`,
  },
}

/** The rows of the recipe's table: a file, and who names it. */
const recipeRows = (() => {
  const guide = readFileSync(join(workspace, 'CONTRIBUTING.md'), 'utf8')
  const [, recipe = ''] = guide.split('\n## Add an operation\n')
  const [section = ''] = recipe.split('\n## ')
  const rows = section.matchAll(/^ *\| `([^`]+)` *\|.*\| (compiler|test)(?:, in `([^`]+)`)? *\|$/gm)
  return Array.from(rows, ([, file = '', namedBy, otherFile]) => ({
    file: file.replace('<resource>', 'clusters'),
    namedBy,
    namedFile: otherFile ?? file,
  }))
})()

const filesNamedBy = (name: string) =>
  new Set(recipeRows.filter(({ namedBy }) => namedBy === name).map(({ namedFile }) => namedFile))

const copy = copyWorkspace('add-operation', ['docs', 'tools/docs-test'])

/** The results of a file of tests, in Vitest's JSON report. */
interface FileResult {
  readonly name: string
  readonly assertionResults: readonly { readonly status: string }[]
}

let errors: readonly string[] = []
beforeAll(async () => {
  await copy.generate(documentWithNewOperation())
  errors = await copy.compile(members.flatMap((member) => [`${member}/src`, `${member}/test`]))
  for (const [file, insertions] of Object.entries(additions)) {
    for (const [following, text] of Object.entries(insertions)) {
      const source = copy.read(file)
      if (!source.includes(following)) throw new Error(`${file} has no ${following}`)
      copy.write(
        file,
        source.replace(following, () => text + following),
      )
    }
  }
})

afterAll(() => copy.remove())

test('the compiler names the files that the recipe says it names', () => {
  const namedFiles = new Set(errors.map((error) => error.split('(')[0]))
  expect(namedFiles).toEqual(filesNamedBy('compiler'))
  for (const error of errors) expect(error).toContain(operationId)
})

test('the files of the recipe are those that an operation changes, and every package then compiles', async () => {
  expect(Object.keys(additions).toSorted()).toEqual(recipeRows.map(({ file }) => file).toSorted())
  const sources = members.map((member) => `${member}/src`)
  expect(await copy.compile([...sources, ...filesNamedBy('compiler')])).toEqual([])
})

test('the server responds to a call of the new operation by the client', async () => {
  const script = `
    const { createApp, hashSecret } = await import(${JSON.stringify(copy.resolve('apps/edge/src/index.ts'))})
    const { memoryStore } = await import(${JSON.stringify(copy.resolve('apps/edge/src/store/drivers/memory.ts'))})
    const { createClient, serviceAccount } = await import(${JSON.stringify(copy.resolve('packages/client/src/index.ts'))})
    const groupId = '32b6e34b3d91647abb20e7b8'
    const store = memoryStore()
    const grants = [{ groupId, roles: ['GROUP_READ_ONLY'] }]
    await store.saveServiceAccount({ clientId: 'c', secretHash: hashSecret('s'), grants })
    await store.saveResource({ kind: 'cluster', groupId, id: 'Cluster0' }, { name: 'Cluster0' })
    const app = createApp({ store, secret: new Uint8Array(32), log() {} })
    const auth = serviceAccount({ clientId: 'c', clientSecret: 's' })
    const { clusters } = createClient({ auth, fetch: async (...request) => app.request(...request) })
    const errorCode = await clusters.getStatus({ groupId, clusterName: 'Cluster9' }).catch((error) => error.errorCode)
    console.log(JSON.stringify([await clusters.getStatus({ groupId, clusterName: 'Cluster0' }), errorCode]))`
  expect(await copy.evaluate(script)).toEqual([status, 'CLUSTER_NOT_FOUND'])
})

test('the tests of the client, the gateway, the contracts and the documents cover the new operation and pass', async () => {
  const files = [
    'contracts/test/pact/consumer.test.ts',
    'packages/client/test/operations.test.ts',
    'apps/edge/test/gateway/export-workflow.test.ts',
    ...filesNamedBy('test'),
  ]
  const titles = [operationId, 'every operation is called by a command', 'the guide names']
  // A bound for what hangs. One process runs the tests of all packages, because each takes longer to start than to test.
  const flags = [
    '--reporter=default',
    '--reporter=json',
    '--outputFile=results.json',
    '--testTimeout=600000',
    '--no-isolate',
  ]
  const { stdout } = await copy.runTests('.', [...files, ...flags, '-t', titles.join('|')])
  const outcomes = Object.fromEntries(
    JSON.parse(copy.read('results.json')).testResults.map(
      ({ name, assertionResults }: FileResult) => [
        relative(copy.resolve('.'), name),
        new Set(
          assertionResults
            .map(({ status: outcome }) => outcome)
            .filter((each) => each !== 'skipped'),
        ),
      ],
    ),
  )
  expect(outcomes, stdout).toEqual(
    Object.fromEntries(files.map((file) => [file, new Set(['passed'])])),
  )
})
