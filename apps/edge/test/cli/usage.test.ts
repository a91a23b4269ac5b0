import { operations, roles } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { groupId, id } from '../create-test-app.ts'
import { openStore, projectFlags, readerFlags } from './credentials.ts'
import { createTerminal } from './terminal.ts'

describe('wrong usage', () => {
  const add = ['credentials', 'add', 'api-key']
  const operationIds = Object.keys(operations).join(', ')
  const project = ['--project', groupId]
  const addCluster = ['clusters', 'add', 'Cluster0']
  test.each([
    [['credentials'], 'unknown command "credentials" (expected serve, credentials add, '],
    [['credentials', 'ad'], 'unknown command "credentials ad" (expected serve, credentials add, '],
    [['add'], 'unknown command "add" ('],
    [['credentials', 'add'], 'credentials add: expected service-account, api-key, got nothing'],
    [
      ['credentials', 'add', 'key'],
      'credentials add: expected service-account, api-key, got "key"',
    ],
    [[...add, 'x', ...readerFlags], 'credentials add: unexpected argument "x"'],
    [['credentials', 'list', 'x'], 'credentials list: unexpected argument "x"'],
    [
      ['credentials', 'revoke', 'a', '--kind', 'key'],
      '--kind: expected service-account, api-key, got "key"',
    ],
    [['credentials', 'rotate'], 'credentials rotate: expected ID, got nothing'],
    [['credentials', 'revoke', 'a', 'b'], 'credentials revoke: unexpected argument "b"'],
    [
      [...add, ...readerFlags, '--secret', 'x'],
      'unknown flag --secret (expected --project, --role, ',
    ],
    [[...add, ...readerFlags, '-s'], 'unknown flag -s (expected '],
    [[...add], '--project: missing'],
    [
      [...add, '--role', 'GROUP_READ_ONLY'],
      '--role: expected after the --project that it applies to',
    ],
    [
      [...add, ...projectFlags],
      `--project ${groupId}: expected --role ${roles.join(', ')} after it`,
    ],
    [[...add, '--project', 'ABC'], '--project: expected 24 lower-case hexadecimal digits, got 3'],
    [[...add, '--project'], '--project: expected ID, got nothing'],
    [[...add, ...projectFlags, '--role', '--bucket'], '--role: expected ROLE, got nothing'],
    [
      [...add, ...projectFlags, '--role', 'GROUP_OWNR'],
      `--role: expected ${roles.join(', ')}, got "GROUP_OWNR"`,
    ],
    [
      [...add, ...readerFlags, '--operation', 'getExportBucket'],
      `--operation: expected ${operationIds}, got "getExportBucket"`,
    ],
    [
      [...add, ...readerFlags, '--operation', 'deleteGroupBackupExportBucket'],
      '--operation: deleteGroupBackupExportBucket needs --role GROUP_BACKUP_MANAGER',
    ],
    [
      [...add, ...readerFlags, '--operation', 'listGroupBackupExportBuckets', '--bucket', id('a')],
      '--operation: the path of listGroupBackupExportBuckets names no bucket; remove --bucket',
    ],
    [
      [...add, ...readerFlags, '--operation', 'listGroupClusters', '--cluster', 'Cluster0'],
      '--operation: the path of listGroupClusters names no cluster; remove --cluster',
    ],
    [
      [
        ...[...add, ...readerFlags, '--operation', 'listGroupClusters'],
        ...['--cluster', 'Cluster0', '--bucket', id('a')],
      ],
      '--operation: the path of listGroupClusters names no bucket or cluster; remove --bucket and --cluster',
    ],
    [
      [
        ...[...add, ...readerFlags, '--operation', 'getGroupClusterBackupSchedule'],
        ...['--bucket', id('a')],
      ],
      '--operation: the path of getGroupClusterBackupSchedule names no bucket; remove --bucket',
    ],
    [
      [...add, ...readerFlags, '--cluster', 'a/b'],
      '--cluster: expected letters, digits and hyphens, starting with a letter or digit, got "a/b"',
    ],
    [
      [...add, ...readerFlags, '--bucket', 'a'],
      '--bucket: expected 24 lower-case hexadecimal digits',
    ],
    ...['*', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0', '::1/129', 'example.com', '1.2.3.4:80'].map(
      (entry) =>
        [
          [...add, ...readerFlags, `--allow-ip=${entry}`],
          `--allow-ip: expected an IP address or a CIDR block, such as 203.0.113.0/24, got "${entry}"`,
        ] as const,
    ),
    [[...add, ...readerFlags, '--allow-ip='], '--allow-ip: expected CIDR, got nothing'],
    [[...add, ...readerFlags, '--output', '-'], '--output: expected a file, got "-"'],
    [[...add, ...readerFlags, '--output=-'], '--output: expected a file, got "-"'],
    [[...add, ...readerFlags, '--sql', '-'], '--sql: expected a file, got "-"'],
    [['clusters'], 'unknown command "clusters" (expected serve, credentials add, '],
    [['clusters', 'add'], 'clusters add: expected NAME, got nothing'],
    [addCluster, '--project: missing (ID: the id of the project)'],
    [
      ['clusters', 'add', 'a/b', ...project],
      'NAME: expected letters, digits and hyphens, starting with a letter or digit, got "a/b"',
    ],
    [
      ['clusters', 'remove', '-a', ...project],
      'unknown flag -a (expected --project, --database, --sql)',
    ],
    [
      [...addCluster, ...project, '--type', 'SERVERLESS'],
      '--type: expected REPLICASET, SHARDED, got "SERVERLESS"',
    ],
    [
      [...addCluster, ...project, '--collections', '1.5'],
      '--collections: expected a whole number, got "1.5"',
    ],
    [
      [...addCluster, ...project, '--mongodb', '8'],
      '--mongodb: expected a major version, such as 8.0, got "8"',
    ],
    [['clusters', 'list'], '--project: missing (ID: the id of the project)'],
    [['simulate'], '--project: missing (ID: the id of the project)'],
    [
      ['simulate', ...project, '--export-seconds', '1e3'],
      '--export-seconds: expected a number of seconds, got "1e3"',
    ],
    [['simulate', ...project, '--sql', 'a.sql'], '--sql: expected with a change or --reset'],
    [['version', '--x'], 'unknown flag --x (expected no flags)'],
    [[...add, ...readerFlags, '--output', 'a', '--output', 'b'], 'duplicate flag --output'],
    [['credentials', 'list', '--json=yes'], '--json: expected true, false, got "yes"'],
    [
      [...add, ...readerFlags, '--sql', '/nowhere/a.sql', '--database', 'file:a.db'],
      '--sql and --database: expected only one of them',
    ],
  ] as [string[], string][])(
    'the arguments %j exit with 2, change nothing and report: %s',
    async (args, message) => {
      const terminal = await createTerminal()
      const { code, stdout, stderr } = await terminal.run(...args)
      expect([code, stdout]).toEqual([2, ''])
      expect(stderr.startsWith(`error: ${message}`)).toBe(true)
      expect(await openStore(terminal).credentials()).toEqual([])
    },
  )
})
