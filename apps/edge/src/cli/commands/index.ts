import type { Command } from '../command.ts'
import { add } from './add.ts'
import { addCluster } from './add-cluster.ts'
import { list } from './list.ts'
import { listClusters } from './list-clusters.ts'
import { migrate } from './migrate.ts'
import { removeCluster } from './remove-cluster.ts'
import { revoke } from './revoke.ts'
import { rotate } from './rotate.ts'
import { serve } from './serve.ts'
import { simulate } from './simulate.ts'

/** The commands, in the order of the help. */
export const commands: readonly Command[] = [
  serve,
  add,
  list,
  rotate,
  revoke,
  addCluster,
  listClusters,
  removeCluster,
  simulate,
  migrate,
]
