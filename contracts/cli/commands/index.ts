import type { Command } from '../command.ts'
import { verify } from './verify.ts'

/** Every command. */
export const commands: readonly Command[] = [verify]
