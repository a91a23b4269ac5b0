import { describe, expect, test } from 'vitest'
import { groupId, id, otherGroupId } from '../world.ts'
import { added, reader, storeOf } from './credentials.ts'
import { terminal } from './terminal.ts'

describe('credentials list', () => {
  test('shows a row for each grant, and never a hash', async () => {
    const t = await terminal()
    const { id: key } = await added(t, 'api-key', ...reader)
    const { id: account } = await added(
      t,
      'service-account',
      ...[...reader, '--bucket', id('a'), '--operation', 'getGroupBackupExportBucket'],
      ...['--project', otherGroupId, '--role', 'GROUP_OWNER', '--allow-ip', '192.0.2.1'],
    )
    await storeOf(t).saveApiKey({ publicKey: 'zz\u001b[2J', ha1: 'e'.repeat(32), grants: [] })
    const { code, stdout, stderr } = await t.runs('credentials', 'list')
    expect([code, stderr]).toEqual([0, ''])
    const rows = stdout.split('\n').map((line) => line.split(/ {2,}/))
    expect(rows).toEqual([
      ['KIND', 'ID', 'PROJECT', 'ROLES', 'OPERATIONS', 'BUCKETS', 'FROM'],
      ['api-key', key, groupId, 'GROUP_READ_ONLY', 'all', 'all', 'anywhere'],
      ['api-key', 'zz\\u{1b}[2J', 'none', 'none', 'none', 'none', 'anywhere'],
      [
        'service-account',
        account,
        groupId,
        'GROUP_READ_ONLY',
        'getGroupBackupExportBucket',
        id('a'),
        '192.0.2.1',
      ],
      ['service-account', account, otherGroupId, 'GROUP_OWNER', 'all', 'all', '192.0.2.1'],
      [''],
    ])
  })

  test('--json is what programs read', async () => {
    const t = await terminal()
    const { id: key } = await added(t, 'api-key', ...reader)
    const { stdout } = await t.runs('credentials', 'list', '--json')
    expect(JSON.parse(stdout)).toEqual([
      { kind: 'api key', id: key, grants: [{ groupId, roles: ['GROUP_READ_ONLY'] }] },
    ])
  })
})
