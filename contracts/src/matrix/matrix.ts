import type { Cell } from './cell.ts'
import { errorCells } from './error-cells.ts'
import { formatCells } from './format-cells.ts'
import { versionCells } from './version-cells.ts'

/** Every cell, computed from core's tables of operations, versions, providers and errors. */
export const matrix: readonly Cell[] = [...versionCells(), ...errorCells(), ...formatCells()]
