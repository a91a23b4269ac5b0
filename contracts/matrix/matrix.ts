import type { Cell } from './cells.ts'
import { errorCells } from './error-cells.ts'
import { formatCells } from './formats.ts'
import { providerByVersion } from './provider-by-version.ts'

/** Every cell, computed from core's tables of operations, versions, providers and errors. */
export const matrix: readonly Cell[] = [...providerByVersion(), ...errorCells(), ...formatCells()]
