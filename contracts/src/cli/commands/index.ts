import type { Command } from '../command.ts'
import { driftCommand } from './drift.ts'
import { verifyCommand } from './verify/verify.ts'

/** Every command. */
export const commands: readonly Command[] = [verifyCommand, driftCommand]
