import type { Command } from '../command.ts'
import { driftCommand } from './drift.ts'
import { verify } from './verify.ts'

/** Every command. */
export const commands: readonly Command[] = [verify, driftCommand]
