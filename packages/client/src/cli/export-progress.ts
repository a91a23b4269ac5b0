import type { ExportJob } from '@export-buckets/core'
import type { Progress } from './progress.ts'

/** The progress of the export of one cluster. */
interface ClusterProgress {
  /** The state of the job, or what happens before there is one. */
  readonly state: string
  /** The number of collections that are exported. */
  readonly exported: number
  /** The number of collections of the snapshot. */
  readonly total: number
}

const barWidth = 20

/** Returns a bar with its counts. Returns an empty string when nothing is counted, because Atlas also sends 0 of 0. */
function formatBar(exported: number, total: number): string {
  if (total <= 0) return ''
  const filled = Math.round(barWidth * Math.min(1, Math.max(0, exported / total)))
  const bar = '#'.repeat(filled).padEnd(barWidth, '-')
  return ` [${bar}] ${exported}/${total} collections`
}

/** Formats the states of one or more exports. Those of several are counted, so that the line fits into a terminal. */
export function formatExportStates(exports: readonly ClusterProgress[]): string {
  const counts = new Map<string, number>()
  for (const { state } of exports) counts.set(state, (counts.get(state) ?? 0) + 1)
  const isSingle = exports.length === 1
  const states = [...counts].map(([state, count]) => (isSingle ? state : `${count} ${state}`))
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  const exported = sum(exports.map((progress) => progress.exported))
  return states.join(', ') + formatBar(exported, sum(exports.map(({ total }) => total)))
}

/** The progress of the exports of one or more clusters. */
export interface ExportProgress {
  /** Reports what happens before there is a job. */
  reportState(clusterName: string, state: string): void
  reportJob(clusterName: string, job: ExportJob): void
}

/**
 * Shows all exports in the progress line of a terminal. Elsewhere each change of a state is a line.
 *
 * @param clusterNames - the clusters, in the order in which the progress line counts them
 */
export function createExportProgress(
  progress: Progress,
  ...clusterNames: readonly string[]
): ExportProgress {
  const exports = new Map<string, ClusterProgress>()
  const report = (clusterName: string, current: ClusterProgress) => {
    const isChanged = exports.get(clusterName)?.state !== current.state
    exports.set(clusterName, current)
    progress.update(formatExportStates(clusterNames.flatMap((name) => exports.get(name) ?? [])))
    if (isChanged) progress.reportChange(`${clusterName}: ${current.state}`)
  }
  return {
    reportState: (clusterName, state) => report(clusterName, { state, exported: 0, total: 0 }),
    reportJob(clusterName, { state, exportStatus = {} }) {
      const { exportedCollections: exported = 0, totalCollections: total = 0 } = exportStatus
      report(clusterName, { state, exported, total })
    },
  }
}
