import { operations } from '@export-buckets/core'
import { describe, expect, test } from 'vitest'
import { groupId, id } from '../create-test-app.ts'
import { openStore, projectFlags, readerFlags } from './credentials.ts'
import { createTerminal } from './terminal.ts'

describe('wrong usage exits with 2, changes nothing and says', () => {
  const add = ['credentials', 'add', 'api-key']
  const operationIds = Object.keys(operations).join(', ')
  test.each([
    [['credentials'], 'unknown command "credentials"; there are serve, credentials add, '],
    [['credentials', 'ad'], 'unknown command "credentials ad"; there are serve, credentials add, '],
    [['add'], 'unknown command "add"; '],
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
      'unknown flag --secret; there are --project, --role, ',
    ],
    [[...add, ...readerFlags, '-s'], 'unknown flag -s; '],
    [[...add], '--project: missing'],
    [[...add, '--role', 'GROUP_READ_ONLY'], '--role comes after the --project that it is for'],
    [
      [...add, ...projectFlags],
      `--project ${groupId}: expected --role GROUP_READ_ONLY, GROUP_BACKUP_M`,
    ],
    [[...add, '--project', 'ABC'], '--project: expected 24 lower-case hexadecimal digits, got 3'],
    [[...add, '--project'], '--project: expected ID, got nothing'],
    [[...add, ...projectFlags, '--role', '--bucket'], '--role: expected ROLE, got nothing'],
    [
      [...add, ...projectFlags, '--role', 'GROUP_OWNR'],
      '--role: expected GROUP_READ_ONLY, GROUP_BACKUP_MANAGER, GROUP_OWNER, got "GROUP_OWNR"',
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
      '--operation: listGroupBackupExportBuckets is not about one bucket; leave out --bucket',
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
    [['version', '--x'], 'unknown flag --x; there are none'],
    [[...add, ...readerFlags, '--output', 'a', '--output', 'b'], '--output is given twice'],
    [['credentials', 'list', '--json=yes'], '--json: expected true, false, got "yes"'],
    [
      [...add, ...readerFlags, '--sql', '/nowhere/a.sql', '--database', 'file:a.db'],
      '--sql and --database: a change goes to one of them',
    ],
  ] as [string[], string][])('%j: %s', async (args, message) => {
    const terminal = await createTerminal()
    const { code, stdout, stderr } = await terminal.run(...args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr.startsWith(`error: ${message}`)).toBe(true)
    expect(await openStore(terminal).credentials()).toEqual([])
  })
})
