import type { Command } from '../command.ts'
import { create } from './create.ts'
import { deletion } from './delete.ts'
import { get } from './get.ts'
import { list } from './list.ts'
import { update } from './update.ts'

/** Every command that calls an operation. */
export const commands: readonly Command[] = [get, list, create, update, deletion]
