import { describe, expect, test } from 'vitest'
import { exportBucketId } from '../fakes/buckets.ts'
import { respondWithError } from '../fakes/fake-atlas.ts'
import { clusterName, emptySchedule, schedule } from '../fakes/workflow.ts'
import { operationIds, runWorkflow, sentBody, useWorkflowClock } from './workflow.ts'

useWorkflowClock()

const clusterFlags = ['--clusterName', clusterName]
const operation = 'updateGroupClusterBackupSchedule'
const read = 'getGroupClusterBackupSchedule'
const handlers = {
  getGroupClusterBackupSchedule: schedule,
  updateGroupClusterBackupSchedule: schedule,
  deleteGroupClusterBackupSchedule: emptySchedule,
}
const update = ['schedule', 'update', ...clusterFlags]
const autoExport = [
  ...['--autoExport', 'true', '--exportBucketId', exportBucketId],
  ...['--exportFrequencyType', 'daily'],
]

test('schedule get prints the schedule', async () => {
  const { stdout } = await runWorkflow(['schedule', 'get', ...clusterFlags], handlers)
  expect(JSON.parse(stdout)).toEqual(schedule)
})

test('schedule delete prints the emptied schedule', async () => {
  const result = await runWorkflow(['schedule', 'delete', ...clusterFlags], handlers)
  expect(JSON.parse(result.stdout)).toEqual(emptySchedule)
  expect(result.api[0]?.method).toBe('DELETE')
})

describe('schedule update', () => {
  test.each([
    [autoExport, { autoExportEnabled: true, export: { exportBucketId, frequencyType: 'daily' } }],
    [['--autoExport', 'false'], { autoExportEnabled: false }],
    [['--autoExport=false'], { autoExportEnabled: false }],
    [
      ['--referenceHourOfDay', '3', '--referenceMinuteOfHour', '30', '--restoreWindowDays', '2'],
      { referenceHourOfDay: 3, referenceMinuteOfHour: 30, restoreWindowDays: 2 },
    ],
    [['--useOrgAndGroupNamesInExportPrefix'], { useOrgAndGroupNamesInExportPrefix: true }],
    [['--updateSnapshots'], { updateSnapshots: true }],
  ])('schedule update %j sends only what the flags name', async (flags, body) => {
    const result = await runWorkflow([...update, ...flags], handlers)
    expect(sentBody(result, operation)).toEqual(body)
  })

  test('schedule update sends the body of --file', async () => {
    const files = { 'schedule.json': '{"policies":[{"policyItems":[]}]}' }
    const args = [...update, '--file', 'schedule.json']
    const result = await runWorkflow(args, handlers, { files })
    expect(sentBody(result, operation)).toEqual({ policies: [{ policyItems: [] }] })
  })

  test('schedule update reads the schedule back, and prints it', async () => {
    const stored = { ...schedule, referenceHourOfDay: 4 }
    const result = await runWorkflow([...update, ...autoExport], {
      ...handlers,
      getGroupClusterBackupSchedule: stored,
    })
    expect(operationIds(result)).toEqual([read, operation, read])
    expect([JSON.parse(result.stdout), result.stderr]).toEqual([stored, ''])
  })

  test('schedule update reads the schedule first only when it turns auto export on', async () => {
    const result = await runWorkflow([...update, '--referenceHourOfDay', '3'], handlers)
    expect(operationIds(result)).toEqual([operation, read])
  })

  test('schedule update warns before it sends an auto export whose frequency no policy item has', async () => {
    const args = [...update, '--autoExport', '--exportFrequencyType', 'weekly']
    const { code, stderr, ...result } = await runWorkflow(args, {
      ...handlers,
      [operation]: respondWithError('INVALID_BACKUP_POLICY'),
    })
    expect(operationIds(result)).toEqual([read, operation])
    expect(stderr).toMatch(/^warning: no policy item of the schedule has the frequency weekly, /)
    expect(stderr).toContain('\nerror: updateGroupClusterBackupSchedule: 400 ')
    expect(code).toBe(1)
  })

  test.each([
    ['weekly', ['warning: no policy item of the schedule has the frequency weekly']],
    ['daily', []],
  ])(
    'schedule update of policies and auto export checks the policies of the body: %s',
    async (frequencyType, warnings) => {
      const { policies } = schedule
      const autoExportBody = { exportBucketId, frequencyType }
      const stdin = JSON.stringify({ autoExportEnabled: true, export: autoExportBody, policies })
      const args = [...update, '--file', '-']
      const result = await runWorkflow(args, handlers, { stdin })
      expect(operationIds(result)).toEqual([operation, read])
      expect(result.stderr.match(/^warning: [^,]+/gm) ?? []).toEqual(warnings)
    },
  )

  test('schedule update warns once', async () => {
    const stored = { ...schedule, export: { exportBucketId, frequencyType: 'weekly' } }
    const args = [...update, '--autoExport', 'true']
    const { stderr } = await runWorkflow(args, { ...handlers, [read]: stored })
    expect(stderr.match(/warning/g)).toHaveLength(1)
  })

  test('schedule update warns when no policy item of the schedule that was read back has the frequency', async () => {
    const stored = { ...schedule, export: { exportBucketId, frequencyType: 'weekly' } }
    const { code, stdout, stderr } = await runWorkflow([...update, ...autoExport], {
      ...handlers,
      getGroupClusterBackupSchedule: stored,
    })
    expect([code, JSON.parse(stdout)]).toEqual([0, stored])
    expect(stderr).toBe(
      'warning: no policy item of the schedule has the frequency weekly, so nothing is exported: add one, or export another frequency\n',
    )
  })

  test.each([
    [['--exportBucketId', exportBucketId], '--exportBucketId requires --autoExport'],
    [['--exportFrequencyType', 'daily'], '--exportFrequencyType requires --autoExport'],
    [['--exportFrequencyType', 'hourly'], '--exportFrequencyType: expected daily, weekly, monthly'],
    [['--referenceHourOfDay', 'x'], 'referenceHourOfDay: expected an integer'],
    [['--referenceHourOfDay', '24'], 'referenceHourOfDay: expected at most 23'],
    [[], 'missing body: use either --file or --autoExport, --exportBucketId, '],
  ])('schedule update %j exits with 2 and sends nothing', async (flags, message) => {
    const { code, stderr, api } = await runWorkflow([...update, ...flags], handlers)
    expect(stderr).toContain(message)
    expect([code, api]).toEqual([2, []])
  })
})
