import { deprecationHeaders, operations } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { buckets, exportBucketId, roleId } from '../fakes/buckets.ts'
import {
  type FakeHandler,
  respondNoContent,
  respondWithBucket,
  respondWithError,
} from '../fakes/fake-atlas.ts'
import { newestResourceVersion } from '../fakes/newest-version.ts'
import { createBuckets, respondWithPages } from '../fakes/pages.ts'
import { runCli } from './run-cli.ts'

const get = ['get', '--exportBucketId', exportBucketId]
const terminal = ['stdout', 'stderr'] as const
const controlSequence = '\u001b['
const noColor = { NO_COLOR: '1' }

describe('the output format', () => {
  test('the output is JSON when standard output is not a terminal', async () => {
    const { stdout } = await runCli(get)
    expect(stdout).toBe(`${JSON.stringify(buckets.AWS, null, 2)}\n`)
  })

  test('the output is JSON on a terminal with -o json', async () => {
    const { stdout } = await runCli([...get, '-o', 'json'], {}, { terminal })
    expect(JSON.parse(stdout)).toEqual(buckets.AWS)
  })

  test.each([
    [get, { terminal, env: noColor }],
    [[...get, '--output=table'], {}],
  ])(
    'a bucket is printed as one field per line on a terminal and with -o table',
    async (args, runOptions) => {
      const { stdout } = await runCli(args, {}, runOptions)
      expect(stdout.split('\n')).toEqual([
        `_id                       ${exportBucketId}`,
        'bucketName                export-bucket',
        'cloudProvider             AWS',
        `iamRoleId                 ${roleId}`,
        'region                    us-east-1',
        'requirePrivateNetworking  false',
        '',
      ])
    },
  )

  test('a list is printed as a table', async () => {
    const api = respondWithPages([buckets.AWS, buckets.AZURE, buckets.GCP])
    const { stdout } = await runCli(['list', '-o', 'table'], { api })
    expect(stdout.split('\n')).toEqual([
      'ID                        PROVIDER  BUCKET            PRIVATE NETWORKING  ROLE',
      `${exportBucketId}  AWS       export-bucket     false               ${roleId}`,
      `${exportBucketId}  AZURE     examplecontainer  -                   ${roleId}`,
      `${exportBucketId}  GCP       export-bucket     -                   ${roleId}`,
      '',
    ])
  })

  test('an empty list is printed as the header of the table', async () => {
    const { stdout } = await runCli(['list', '-o', 'table'], { api: respondWithPages([]) })
    expect(stdout).toBe('ID  PROVIDER  BUCKET  PRIVATE NETWORKING  ROLE\n')
  })

  test('a table has no links', async () => {
    const api = respondWithBucket({
      ...buckets.AWS,
      links: [{ href: 'https://a.example', rel: 'self' }],
    })
    const { stdout } = await runCli([...get, '-o', 'table'], { api })
    expect(stdout).not.toContain('links')
  })
})

describe('--envelope', () => {
  test('--envelope wraps one bucket with the status, on a terminal too', async () => {
    const { stdout } = await runCli([...get, '--envelope'], {}, { terminal })
    expect(JSON.parse(stdout)).toEqual({ content: buckets.AWS, status: 200 })
  })

  test('--envelope adds the status to a list, with its keys in alphabetical order', async () => {
    const { stdout } = await runCli(['list', '--envelope'], {
      api: respondWithPages(createBuckets(1)),
    })
    const envelope: object = JSON.parse(stdout)
    expect(Object.entries(envelope)).toEqual([
      ['results', createBuckets(1)],
      ['status', 200],
      ['totalCount', 1],
    ])
  })

  test('--envelope prints the status alone for a response without a body', async () => {
    const args = ['delete', '--exportBucketId', exportBucketId, '--envelope']
    const { stdout } = await runCli(args, { api: respondNoContent })
    expect(JSON.parse(stdout)).toEqual({ status: 204 })
  })

  test('--envelope=false prints the plain body', async () => {
    const { stdout } = await runCli([...get, '--envelope=false'])
    expect(JSON.parse(stdout)).toEqual(buckets.AWS)
  })
})

describe('colour', () => {
  test('field names are coloured on a terminal', async () => {
    const { stdout } = await runCli(get, {}, { terminal })
    expect(stdout).toContain(controlSequence)
    const failedRun = await runCli(get, { api: respondWithError('GROUP_NOT_FOUND') }, { terminal })
    expect(failedRun.stderr).toContain(`${controlSequence}31merror:${controlSequence}39m getGroup`)
  })

  test('only the header of a list is styled, in bold', async () => {
    const { stdout } = await runCli(
      ['list'],
      { api: respondWithPages(createBuckets(1)) },
      { terminal },
    )
    const [header, ...lines] = stdout.split('\n')
    expect(header?.startsWith(`${controlSequence}1mID `)).toBe(true)
    expect(header?.endsWith(`ROLE${controlSequence}22m`)).toBe(true)
    expect(lines.join()).not.toContain(controlSequence)
  })

  test.each([{ NO_COLOR: '1' }, { TERM: 'dumb' }])(
    'the output has no colour with %o',
    async (env) => {
      const { stdout } = await runCli(get, {}, { terminal, env })
      expect(stdout).not.toContain(controlSequence)
    },
  )

  test('colour is decided for each stream separately', async () => {
    const pipedRun = await runCli([...get, '-o', 'table'], {}, { terminal: ['stderr'] })
    expect(pipedRun.stdout).not.toContain(controlSequence)
  })
})

describe('control characters from a server', () => {
  const hostileBucket = { ...buckets.AWS, region: 'a\u001b[2J\u009b2J', 'b\u001b[1m': { c: 1 } }

  test('control characters are escaped in a table', async () => {
    const { stdout } = await runCli([...get, '-o', 'table'], {
      api: respondWithBucket(hostileBucket),
    })
    expect(stdout).toMatch(/region +a\\u\{1b\}\[2J\\u\{9b\}2J\n/)
    expect(stdout).toMatch(/b\\u\{1b\}\[1m +\{"c":1\}\n/)
  })

  test('control characters are escaped in JSON, which keeps its value', async () => {
    const { stdout } = await runCli(get, { api: respondWithBucket(hostileBucket) })
    expect(stdout).not.toMatch(/[^\P{Cc}\n]/u)
    expect(JSON.parse(stdout)).toEqual(hostileBucket)
  })
})

describe('CI commands and bidirectional characters from a server', () => {
  const hostileBucket = {
    ...buckets.AWS,
    region: '::stop-commands::x ##[set-output name=a]b \u202egnp.exe\u2069',
    '::error::': '##vso[task.complete]',
  }
  const command = /##\w*\[|^\s*::|[\u202a-\u202e\u2066-\u2069]/m

  test('CI commands and bidirectional characters are escaped in the table of a bucket', async () => {
    const { stdout } = await runCli([...get, '-o', 'table'], {
      api: respondWithBucket(hostileBucket),
    })
    expect(stdout).not.toMatch(command)
    expect(stdout).toContain('##\\u{5b}set-output name=a]b \\u{202e}gnp.exe\\u{2069}\n')
    expect(stdout).toMatch(/^\\u\{3a\}:error:: +##vso\\u\{5b\}task/m)
  })

  test('CI commands and bidirectional characters are escaped in the table of a list', async () => {
    const api = respondWithPages([
      { ...buckets.AWS, bucketName: '##[group]a', iamRoleId: '::error::b' },
    ])
    const { stdout } = await runCli(['list', '-o', 'table'], { api })
    expect(stdout).not.toMatch(command)
  })

  test.each(['', '--envelope'])(
    'CI commands and bidirectional characters are escaped in JSON %s, which keeps its value',
    async (flag) => {
      const args = [...get, '-o', 'json', ...(flag === '' ? [] : [flag])]
      const { stdout } = await runCli(args, { api: respondWithBucket(hostileBucket) })
      expect(stdout).not.toMatch(command)
      expect(stdout).toContain('##\\u005bset-output')
      const output: { content?: unknown } = JSON.parse(stdout)
      expect(output.content ?? output).toEqual(hostileBucket)
    },
  )

  test('CI commands and bidirectional characters are escaped in an error message', async () => {
    const api: FakeHandler = (c) => c.json({ detail: '##[add-mask]a\n::error::b\u202e' }, 400)
    const { stderr } = await runCli(get, { api })
    expect(stderr).not.toMatch(command)
    expect(stderr).toContain('##\\u{5b}add-mask]a')
  })
})

describe('a deprecated version', () => {
  const [oldest] = operations.getGroupBackupExportBucket.versions
  const respondDeprecated =
    (handler: FakeHandler): FakeHandler =>
    async (c, nth) => {
      const response = await handler(c, nth)
      const headers = oldest === undefined ? {} : deprecationHeaders(oldest)
      for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
      return response
    }

  test('a deprecated version prints a warning with its end date and a newer version', async () => {
    const args = [...get, '--version', '2023-11-15']
    const { code, stdout, stderr } = await runCli(args, {
      api: respondDeprecated(respondWithBucket()),
    })
    expect(stderr).toBe(
      `warning: getGroupBackupExportBucket at 2023-11-15 is deprecated since 2024-05-30 and ends on 2027-07-01; use --version ${newestResourceVersion('getGroupBackupExportBucket')} or later\n`,
    )
    expect(JSON.parse(stdout)).toEqual(buckets.AWS)
    expect(code).toBe(0)
  })

  test('the warning is yellow on a terminal', async () => {
    const args = [...get, '--version', '2023-11-15']
    const { stderr } = await runCli(
      args,
      { api: respondDeprecated(respondWithBucket()) },
      { terminal },
    )
    expect(stderr).toContain(`${controlSequence}33mwarning:${controlSequence}39m getGroup`)
  })

  test('a list of many pages prints one warning', async () => {
    const args = ['list', '--version', '2023-11-15', '--itemsPerPage', '1']
    const { stderr, api } = await runCli(args, {
      api: respondDeprecated(respondWithPages(createBuckets(3))),
    })
    expect(api).toHaveLength(3)
    expect(stderr.match(/warning/g)).toHaveLength(1)
  })

  test('the warning has no dates when the headers have none', async () => {
    const api: FakeHandler = async (c, nth) => {
      const response = await respondWithBucket()(c, nth)
      response.headers.set('Sunset', 'soon')
      return response
    }
    const { stderr } = await runCli([...get, '--version', '2023-11-15'], { api })
    expect(stderr).toContain('at 2023-11-15 is deprecated; use')
  })
})
