import { describe, expect, test } from 'vitest'
import { groupId, id, otherGroupId } from '../create-test-app.ts'
import { addCredential, openStore, readerFlags } from './credentials.ts'
import { createTerminal } from './terminal.ts'

describe('credentials list', () => {
  test('the table has one row per grant and never a hash', async () => {
    const terminal = await createTerminal()
    const { id: key } = await addCredential(terminal, 'api-key', ...readerFlags)
    const { id: account } = await addCredential(
      terminal,
      'service-account',
      ...[...readerFlags, '--bucket', id('a'), '--operation', 'getGroupBackupExportBucket'],
      ...['--project', otherGroupId, '--role', 'GROUP_OWNER', '--allow-ip', '192.0.2.1'],
      ...['--cluster', 'Cluster0', '--cluster', 'Cluster1'],
    )
    await openStore(terminal).saveApiKey({
      publicKey: '{\u001b[2J',
      ha1: 'e'.repeat(32),
      grants: [],
    })
    const { code, stdout, stderr } = await terminal.run('credentials', 'list')
    expect([code, stderr]).toEqual([0, ''])
    const rows = stdout.split('\n').map((line) => line.split(/ {2,}/))
    expect(rows).toEqual([
      ['KIND', 'ID', 'PROJECT', 'ROLES', 'OPERATIONS', 'BUCKETS', 'CLUSTERS', 'FROM'],
      ['api-key', key, groupId, 'GROUP_READ_ONLY', 'all', 'all', 'all', 'anywhere'],
      ['api-key', '{\\u{1b}[2J', 'none', 'none', 'none', 'none', 'none', 'anywhere'],
      [
        'service-account',
        account,
        groupId,
        'GROUP_READ_ONLY',
        'getGroupBackupExportBucket',
        id('a'),
        'all',
        '192.0.2.1',
      ],
      [
        'service-account',
        account,
        otherGroupId,
        'GROUP_OWNER',
        'all',
        'all',
        'Cluster0,Cluster1',
        '192.0.2.1',
      ],
      [''],
    ])
  })

  test('--json prints the credentials as JSON', async () => {
    const terminal = await createTerminal()
    const { id: key } = await addCredential(terminal, 'api-key', ...readerFlags)
    const { stdout } = await terminal.run('credentials', 'list', '--json')
    expect(JSON.parse(stdout)).toEqual([
      { kind: 'api key', id: key, grants: [{ groupId, roles: ['GROUP_READ_ONLY'] }] },
    ])
  })
})
