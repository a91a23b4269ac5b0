import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { findProgram } from '@export-buckets/test-support/find-program'
import { serve } from '@export-buckets/test-support/serve'
import { describe, expect, test } from 'vitest'
import { interactionsInPact } from '../../src/verify/plan.ts'
import type { Report } from '../../src/verify/report.ts'
import { curlCommand, tokenCommand } from '../../src/verify/request.ts'
import { startExistingProvider } from '../fixtures/existing-provider.ts'
import { runProgram } from '../fixtures/run-program.ts'

const run = promisify(execFile)
const hasCurl = findProgram('curl') !== undefined
const withCurl = hasCurl ? '' : ' (not verified: curl is not installed)'

/** Runs commands in a shell and returns their output. */
async function shell(
  env: Readonly<Record<string, string>>,
  ...commands: string[]
): Promise<string> {
  const { PATH = '' } = process.env
  const { stdout } = await run('sh', ['-ec', commands.join('\n')], { env: { PATH, ...env } })
  return stdout
}

function findCellInteraction(description: string) {
  const cellInteraction = interactionsInPact().find(({ cell }) => cell.description === description)
  if (cellInteraction === undefined) throw new Error(`the pact has no "${description}"`)
  return cellInteraction
}

const get = 'getGroupBackupExportBucket'

describe.runIf(hasCurl)(`the curl command of a failure in a shell${withCurl}`, () => {
  test('the command sends the request of its cell, with the credentials of the environment', async () => {
    // Every response has a status that the pact does not expect, so that each cell fails.
    const { env, requests } = await startExistingProvider(async (request, next) => {
      const response = await next(request)
      if (!request.url.includes('/api/atlas/') || response.status === 401) return response
      return new Response(await response.text(), { status: 418 })
    })
    const filterFlags = ['--operation', get, '--provider', 'AWS', '--version', '2025-03-12']
    const { files } = await runProgram(['verify', ...filterFlags, '--json', 'report'], env)
    const { cells }: Report = JSON.parse(files.get('report') ?? '')
    const failed = cells.filter(({ outcome }) => outcome === 'failed')
    expect(new Set(failed.map(({ auth }) => auth))).toEqual(new Set(['Bearer', 'Digest']))
    for (const { auth, request, description } of failed) {
      const before = requests.length
      const token = tokenCommand(env['MONGODB_ATLAS_OPS_MANAGER_URL'] ?? '')
      const commands = auth === 'Bearer' ? [token, request.curl ?? ''] : [request.curl ?? '']
      const text = await shell(env, ...commands)
      expect(text, description).toContain('HTTP/1.1 418')
      expect(requests.slice(before).at(-1)).toBe(`GET ${new URL(request.url).pathname}`)
    }
  })

  test('the command sends the body, the headers and the query that the pact has', async () => {
    const received: unknown[] = []
    const url = await serve(async (request) => {
      const { method, headers } = request
      const { pathname, search } = new URL(request.url)
      const [accept, type] = [headers.get('Accept'), headers.get('Content-Type')]
      received.push({ method, path: pathname + search, accept, type, body: await request.text() })
      return new Response()
    })
    const names = [
      'createGroupBackupExportBucket: AZURE asked for 2024-05-30 with Bearer',
      'updateGroupBackupExportBucket: AWS asked for 2024-05-30 with Bearer',
      'deleteGroupBackupExportBucket: GCP asked for 2024-05-30 with Bearer',
      'listGroupBackupExportBuckets: includeCount=false',
    ]
    for (const name of names) {
      const cellInteraction = findCellInteraction(name)
      const { method, path, query, headers, body } = cellInteraction.interaction.request
      await shell({}, curlCommand(cellInteraction, url))
      const search = new URLSearchParams(
        Object.entries(query ?? {}).flatMap(([key, [value = '']]) => [[key, value]]),
      )
      expect(received.at(-1), name).toEqual({
        method,
        path: query ? `${path}?${search}` : path,
        accept: headers?.['Accept']?.[0],
        type: headers?.['Content-Type']?.[0] ?? null,
        body: body ? JSON.stringify(body.content) : '',
      })
    }
  })

  test('the command quotes special characters of the shell', async () => {
    const bodies: string[] = []
    const url = await serve(async (request) => {
      bodies.push(await request.text())
      return new Response()
    })
    const cellInteraction = findCellInteraction(
      'createGroupBackupExportBucket: GCP asked for 2024-05-30 with Bearer',
    )
    const content = { bucketName: `it's "$HOME" \`id\` $(id) \\ ; & | > < !` }
    const request = { ...cellInteraction.interaction.request, body: { content } }
    const nasty = { ...cellInteraction, interaction: { ...cellInteraction.interaction, request } }
    await shell({}, curlCommand(nasty, url))
    expect(bodies).toEqual([JSON.stringify(content)])
  })
})

describe('the text of a curl command', () => {
  const baseUrl = 'https://cloud.mongodb.com'
  const path = '/api/atlas/v2/groups/5cf3a1b0c2d4e5f601234567/backup/exportBuckets'
  const url = `'${baseUrl}${path}/a00000000000000000000001'`
  const accept = "--header 'Accept: application/vnd.atlas.2024-05-30+json'"

  test.each([
    [
      `${get}: AWS asked for 2024-05-30 with Bearer`,
      `curl --include --header "Authorization: Bearer $MONGODB_ATLAS_ACCESS_TOKEN" ${accept} ${url}`,
    ],
    [
      `${get}: AWS asked for 2024-05-30 with Digest`,
      `curl --include --digest --user "$MONGODB_ATLAS_PUBLIC_API_KEY:$MONGODB_ATLAS_PRIVATE_API_KEY" ${accept} ${url}`,
    ],
    [
      `${get}: Unauthorized (no errorCode) when there are no credentials, AWS asked for 2024-05-30`,
      `curl --include ${accept} ${url}`,
    ],
    [
      `${get}: Unauthorized (no errorCode) when the token is bad, AWS asked for 2024-05-30`,
      `curl --include --header 'Authorization: Bearer revoked-token' ${accept} ${url}`,
    ],
  ])(
    'a curl command has the credentials of its cell, by the names of variables: %s',
    (description, command) => {
      expect(curlCommand(findCellInteraction(description), baseUrl)).toBe(command)
    },
  )

  test('a curl command has a file for a body that is too long to paste', () => {
    const large = interactionsInPact().find(({ cell }) =>
      cell.description.startsWith('createGroupBackupExportBucket: CONTENT_TOO_LARGE'),
    )
    if (large === undefined) throw new Error('the pact has no CONTENT_TOO_LARGE')
    const command = curlCommand(large, baseUrl)
    expect(command).toMatch(/--data @body\.json # \d{5,} characters; the pact has the body$/)
  })
})
