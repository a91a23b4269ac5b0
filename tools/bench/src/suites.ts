import { client } from './client/suite.ts'
import { edge } from './edge/suite.ts'
import { ids } from './ids/suite.ts'
import { sizes } from './sizes/suite.ts'
import type { Suite } from './suite.ts'
import { worker } from './worker/suite.ts'

/** Every suite, in the order in which they run. */
export const suites: readonly Suite[] = [edge, client, ids, worker, sizes]
