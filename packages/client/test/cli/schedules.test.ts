import { describe, expect, test } from 'vitest'
import { exportBucketId } from '../fakes/buckets.ts'
import { clusterName, emptySchedule, schedule } from '../fakes/workflow.ts'
import { operationIds, runWorkflow, sentBody, useWorkflowClock } from './workflow.ts'

useWorkflowClock()

const clusterFlags = ['--clusterName', clusterName]
const operation = 'updateGroupClusterBackupSchedule'
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
    expect(operationIds(result)).toEqual([operation, 'getGroupClusterBackupSchedule'])
    expect([JSON.parse(result.stdout), result.stderr]).toEqual([stored, ''])
  })

  test('schedule update warns when no policy item has the frequency of the auto export', async () => {
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
