import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv, promisify } from 'node:util'
import { findProgram } from '@export-buckets/test-support/find-program'
import { type Server, startServer } from '@export-buckets/test-support/start-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readServerSettings } from '../src/runtimes/server/settings.ts'
import { expectProvider, readSample } from './runtime-checks.ts'

const run = promisify(execFile)
const folder = mkdtempSync(join(tmpdir(), 'export-buckets-entry-'))
const credentialsFile = join(folder, '.data', 'credentials.env')
const readCredentials = () => parseEnv(readFileSync(credentialsFile, 'utf8'))

const repository = join(import.meta.dirname, '..', '..', '..')

/** Returns the program of a script of the repository, without `tools/run.js`, which may install packages first. */
function findScriptProgram(script: string): string {
  const { scripts } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'))
  return String(scripts[script]).replace('tools/run.js ', '')
}

/** Returns the reason to skip a test of a printed command, or `undefined` when the machine has the program. */
function findMissingProgram(program: string): string | undefined {
  if (findProgram(program) !== undefined) return undefined
  return `this test runs the printed command of ${program}, which is not on this machine`
}
const noCurl = findMissingProgram('curl')

/** Runs a command in a shell that has sourced the credentials. */
async function runShell(script: string, cwd = folder): Promise<string> {
  const { stdout } = await run('sh', ['-euc', `. ${credentialsFile}; ${script}`], { cwd })
  return stdout
}

describe('the server that `pnpm start` runs', () => {
  let server: Server
  beforeAll(async () => {
    server = await startServer(folder)
  })
  afterAll(async () => {
    server.process.kill('SIGKILL')
    rmSync(folder, { recursive: true })
  })

  /** Returns the commands that the server printed under a heading. */
  function printedCommands(heading: string): string {
    const [, commands] =
      new RegExp(`^${heading}:\n((?:  .*\n)+)`, 'm').exec(server.startupMessage) ?? []
    if (commands === undefined) throw new Error(`the greeting has no "${heading}"`)
    return commands
  }

  test('credentials for the Atlas CLI and Terraform are written to a file for its owner only', () => {
    expect(statSync(credentialsFile).mode & 0o777).toBe(0o600)
    expect(statSync(join(folder, '.data', 'secret')).mode & 0o777).toBe(0o600)
    expect(
      Object.keys(readCredentials())
        .filter((name) => !name.startsWith('export'))
        .toSorted(),
    ).toEqual([
      'EXPORT_BUCKET_ID_AWS',
      'EXPORT_BUCKET_ID_AZURE',
      'EXPORT_BUCKET_ID_GCP',
      'MONGODB_ATLAS_BASE_URL',
      'MONGODB_ATLAS_CLIENT_ID',
      'MONGODB_ATLAS_CLIENT_SECRET',
      'MONGODB_ATLAS_OPS_MANAGER_URL',
      'MONGODB_ATLAS_PRIVATE_API_KEY',
      'MONGODB_ATLAS_PROJECT_ID',
      'MONGODB_ATLAS_PUBLIC_API_KEY',
    ])
    expect(readCredentials()['MONGODB_ATLAS_OPS_MANAGER_URL']).toBe(server.url)
    expect(readCredentials()['MONGODB_ATLAS_BASE_URL']).toBe(server.url)
    expect(server.startupMessage).not.toContain(readCredentials()['MONGODB_ATLAS_CLIENT_SECRET'])
  })

  test.for(['With an access token', 'With an API key'])(
    'the commands printed under "%s" read a bucket',
    async (heading, { skip }) => {
      skip(noCurl !== undefined, noCurl)
      for (const provider of ['AWS', 'AZURE', 'GCP']) {
        const commands = printedCommands(heading).replaceAll(
          'EXPORT_BUCKET_ID_AWS',
          `EXPORT_BUCKET_ID_${provider}`,
        )
        expect(JSON.parse(await runShell(commands))).toMatchObject({ cloudProvider: provider })
      }
    },
  )

  test('curl gets the recorded status and media type', async ({ skip }) => {
    skip(noCurl !== undefined, noCurl)
    const path =
      '/api/atlas/v2/groups/$MONGODB_ATLAS_PROJECT_ID/backup/exportBuckets/$EXPORT_BUCKET_ID_GCP'
    const output = await runShell(
      `curl --silent --include --user "$MONGODB_ATLAS_PUBLIC_API_KEY:$MONGODB_ATLAS_PRIVATE_API_KEY" --digest --header "Accept: application/vnd.atlas.2025-03-12+json" "$MONGODB_ATLAS_OPS_MANAGER_URL${path}"`,
    )
    expect(output).toMatch(/^HTTP\/1\.1 401 Unauthorized\r\n[\s\S]*HTTP\/1\.1 200 OK\r\n/)
    expect(output.toLowerCase()).toContain(
      'content-type: application/vnd.atlas.2024-05-30+json;charset=utf-8',
    )
    const keys = Object.keys(JSON.parse(output.slice(output.lastIndexOf('\r\n\r\n'))))
    expect(keys).toEqual(['_id', 'bucketName', 'cloudProvider', 'roleId'])
  })

  test.for(["x='a%20b'", 'x=a<b>'])(
    'Digest authentication by curl works with the query ?%s',
    async (query, { skip }) => {
      skip(noCurl !== undefined, noCurl)
      const path = '/api/atlas/v2/groups/$MONGODB_ATLAS_PROJECT_ID/backup/exportBuckets'
      const output = await runShell(
        `curl --silent --user "$MONGODB_ATLAS_PUBLIC_API_KEY:$MONGODB_ATLAS_PRIVATE_API_KEY" --digest --header "Accept: application/vnd.atlas.2025-03-12+json" "$MONGODB_ATLAS_OPS_MANAGER_URL${path}?${query}"`,
      )
      expect(JSON.parse(output)).toHaveProperty('totalCount')
    },
  )

  test('the printed Atlas CLI command hides the service account, whose token the CLI would store in the user’s profile', async () => {
    const command = printedCommands('With the Atlas CLI').trim()
    // Replaces the Atlas CLI, which is on no registry, and prints what the command passes to it.
    const atlas = `atlas() { echo "$@"; env; }; `
    expect(command).toMatch(
      /^env -u MONGODB_ATLAS_CLIENT_ID -u MONGODB_ATLAS_CLIENT_SECRET atlas api /,
    )
    const output = await runShell(
      atlas +
        command.replace(
          /^env .* atlas api /,
          'unset MONGODB_ATLAS_CLIENT_ID MONGODB_ATLAS_CLIENT_SECRET; atlas api ',
        ),
    )
    expect(output).toContain('api cloudBackups getGroupBackupExportBucket --groupId')
    expect(output).toContain('MONGODB_ATLAS_PUBLIC_API_KEY=')
    expect(output).not.toMatch(/^MONGODB_ATLAS_CLIENT_/m)
  })

  test('the printed Terraform example reads the buckets of the sample’s project', async () => {
    const lines = printedCommands('With Terraform, in an empty folder').trim().split('\n')
    const lastLine = lines.pop()
    expect(lastLine).toContain('TF_VAR_project_id="$MONGODB_ATLAS_PROJECT_ID" terraform apply')
    const main = await runShell(`cd $(mktemp -d) && ${lines.join(' && ')} && cat main.tf`)
    expect(main).toContain('source = "mongodb/mongodbatlas"')
    expect(main).toContain(
      'data "mongodbatlas_cloud_backup_snapshot_export_buckets" "all" { project_id = var.project_id }',
    )
  })

  test('the printed command runs the client of this project', async () => {
    expect(printedCommands('With the client of this project')).toContain(
      'pnpm@12 --silent example "$EXPORT_BUCKET_ID_AWS"',
    )
    const output = await runShell(
      `${findScriptProgram('example')} "$EXPORT_BUCKET_ID_AWS"`,
      repository,
    )
    expect(JSON.parse(output)).toMatchObject({ cloudProvider: 'AWS' })
  })

  test('the printed command runs the command line of this project', async () => {
    expect(printedCommands('With the command line of this project')).toContain(
      '--silent export-buckets list',
    )
    const { results } = JSON.parse(
      await runShell(`${findScriptProgram('export-buckets')} list`, repository),
    )
    expect(results).toHaveLength(3)
  })

  test('the server stops on SIGTERM and restarts with the same credentials and data', async () => {
    const previousCredentials = readCredentials()
    expect(await server.stop()).toBe(0)
    server = await startServer(folder)
    const newUrls = {
      MONGODB_ATLAS_OPS_MANAGER_URL: server.url,
      MONGODB_ATLAS_BASE_URL: server.url,
    }
    expect(readCredentials()).toEqual({ ...previousCredentials, ...newUrls })
    await expectProvider(server.url, readSample(folder))
  })

  test('the server creates new credentials when the file is missing', async () => {
    const previousCredentials = readCredentials()
    await server.stop()
    rmSync(credentialsFile)
    server = await startServer(folder)
    expect(readCredentials()['MONGODB_ATLAS_CLIENT_SECRET']).not.toBe(
      previousCredentials['MONGODB_ATLAS_CLIENT_SECRET'],
    )
    await expectProvider(server.url, readSample(folder))
  })
})

describe('a start with invalid settings', () => {
  const start = async (env: Record<string, string>, prepare?: (cwd: string) => void) => {
    const cwd = mkdtempSync(join(tmpdir(), 'export-buckets-entry-'))
    try {
      prepare?.(cwd)
      const server = await startServer(cwd, env)
      await server.stop()
      return 'it started'
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    } finally {
      rmSync(cwd, { recursive: true })
    }
  }

  const portExpected = 'PORT: expected a whole number from 0 to 65535, got'

  test.each(['http', '-1', '65536', '1e3', '80 80'])(
    'PORT=%s is rejected with the range of a port',
    (PORT) => {
      expect(() => readServerSettings({ PORT })).toThrow(`${portExpected} "${PORT}"`)
    },
  )

  test('an invalid variable ends the start with exit code 2', async () => {
    expect(await start({ PORT: '80 80' })).toBe(
      `exit 2: The server did not start: ${portExpected} "80 80"`,
    )
  })

  test('the error for a port in use says what to do', async () => {
    const portHolder = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => portHolder.once('listening', resolve))
    const address = portHolder.address()
    const port = typeof address === 'object' ? address?.port : undefined
    expect(await start({ PORT: String(port) })).toContain(
      `127.0.0.1:${port}: set PORT to another port`,
    )
    portHolder.close()
  })

  test('the error for an invalid secret names the file', async () => {
    const message = await start({ PORT: '0' }, (cwd) => {
      mkdirSync(join(cwd, '.data'), { mode: 0o700 })
      writeFileSync(join(cwd, '.data', 'secret'), 'short', { mode: 0o600 })
    })
    expect(message).toContain('.data/secret: expected 64 hexadecimal digits')
  })
})
