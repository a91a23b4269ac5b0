import { type Flag, type ParsedArguments, UsageError } from '@export-buckets/cli-kit/arguments'
import type { GroupId } from '@export-buckets/core'
import { defaultSimulation, type Simulation, simulationKey } from '../../store/resources.ts'
import { deleteResource, mergeSimulation } from '../../store/sql/resource-statements.ts'
import { sqlStore } from '../../store/sql/sql-store.ts'
import type { CliContext, Command } from '../command.ts'
import { withDatabase } from '../database.ts'
import { jsonFlag, printTable } from '../print-table.ts'
import { parseProject, projectFlag } from '../project-flag.ts'
import { changeFlags, parseSqlFile, writeOrExportSql } from '../write-or-export-sql.ts'

/** The settings that are a number of seconds, with the names of their flags and their descriptions. */
const durations = [
  ['snapshotSeconds', 'snapshot-seconds', 'how long a new snapshot takes'],
  ['exportSeconds', 'export-seconds', 'how long a new export job takes'],
  ['roleSeconds', 'role-seconds', 'how long Atlas cannot assume a new cloud provider access role'],
] as const

const durationFlags: readonly Flag[] = durations.map(([setting, name, description]) => ({
  name,
  valueName: 'N',
  description: `${description}, in seconds; default: ${defaultSimulation[setting]}`,
  validate: (text) =>
    /^\d{1,9}(\.\d{1,3})?$/.test(text)
      ? undefined
      : `expected a number of seconds, got ${JSON.stringify(text)}`,
}))

const failureFlag: Flag = {
  name: 'export-failure',
  valueName: 'MESSAGE',
  description: 'make new export jobs fail with this reason; default: they succeed',
}

function parseChanges(parsedArgs: ParsedArguments): Partial<Simulation> {
  const seconds = durations.flatMap(([setting, name]) => {
    const text = parsedArgs.value(name)
    return text === undefined ? [] : [[setting, Number(text)] as const]
  })
  const exportFailure = parsedArgs.value(failureFlag.name)
  return { ...Object.fromEntries(seconds), ...(exportFailure !== undefined && { exportFailure }) }
}

function toRows({ exportFailure = 'none', ...seconds }: Simulation): string[][] {
  const rows = durations.map(([setting, name]) => [name, String(seconds[setting])])
  return [['SETTING', 'VALUE'], ...rows, [failureFlag.name, exportFailure]]
}

async function readSimulation(
  parsedArgs: ParsedArguments,
  context: CliContext,
  groupId: GroupId,
): Promise<Simulation> {
  const stored = await withDatabase(parsedArgs, context, (database) =>
    sqlStore(database).resource(simulationKey(groupId)),
  )
  return stored ?? defaultSimulation
}

const example = 'export-buckets-edge simulate --project 32b6e34b3d91647abb20e7b8'

export const simulateCommand: Command = {
  name: 'simulate',
  description:
    'Shows or changes how the server simulates Atlas in a project: durations, and whether export jobs fail. Settings that are not given are kept.',
  flags: [
    projectFlag,
    ...durationFlags,
    failureFlag,
    { name: 'reset', description: 'restore the defaults before the other changes' },
    jsonFlag,
    ...changeFlags,
  ],
  examples: [
    `${example} --snapshot-seconds 60 --export-seconds 900`,
    `${example} --export-failure "The bucket has no space left."`,
    `${example} --reset`,
  ],
  async run(parsedArgs, context) {
    const groupId = parseProject(parsedArgs)
    const showCommand = `simulate --project ${groupId}`
    const changes = parseChanges(parsedArgs)
    const isReset = parsedArgs.isTrue('reset')
    const statements = [
      ...(isReset ? [deleteResource(simulationKey(groupId))] : []),
      ...(Object.keys(changes).length > 0 ? [mergeSimulation(groupId, changes)] : []),
    ]
    if (parseSqlFile(parsedArgs) !== undefined) {
      if (statements.length === 0) throw new UsageError('--sql: expected with a change or --reset')
      await writeOrExportSql(parsedArgs, context, statements, showCommand)
      return 0
    }
    const previous = await readSimulation(parsedArgs, context, groupId)
    if (statements.length > 0) await writeOrExportSql(parsedArgs, context, statements, showCommand)
    const simulation = { ...(isReset ? defaultSimulation : previous), ...changes }
    printTable(parsedArgs, context, simulation, toRows(simulation))
    return 0
  },
}
