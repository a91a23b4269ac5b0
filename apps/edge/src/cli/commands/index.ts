import type { Command } from '../command.ts'
import { add } from './add.ts'
import { list } from './list.ts'
import { migrate } from './migrate.ts'
import { revoke } from './revoke.ts'
import { rotate } from './rotate.ts'
import { serve } from './serve.ts'

/** The commands, in the order of the help. */
export const commands: readonly Command[] = [serve, add, list, rotate, revoke, migrate]
