import type { Command } from '../command.ts'
import { addCommand } from './add.ts'
import { addClusterCommand } from './add-cluster.ts'
import { listCommand } from './list.ts'
import { listClustersCommand } from './list-clusters.ts'
import { migrateCommand } from './migrate.ts'
import { removeClusterCommand } from './remove-cluster.ts'
import { revokeCommand } from './revoke.ts'
import { rotateCommand } from './rotate.ts'
import { serveCommand } from './serve.ts'
import { simulateCommand } from './simulate.ts'

/** The commands, in the order of the help. */
export const commands: readonly Command[] = [
  serveCommand,
  addCommand,
  listCommand,
  rotateCommand,
  revokeCommand,
  addClusterCommand,
  listClustersCommand,
  removeClusterCommand,
  simulateCommand,
  migrateCommand,
]
