import type { Command } from '../command.ts'
import { createCommand } from './create.ts'
import { deleteCommand } from './delete.ts'
import { getCommand } from './get.ts'
import { listCommand } from './list.ts'
import { updateCommand } from './update.ts'

/** Every command that calls an operation. */
export const commands: readonly Command[] = [
  getCommand,
  listCommand,
  createCommand,
  updateCommand,
  deleteCommand,
]
