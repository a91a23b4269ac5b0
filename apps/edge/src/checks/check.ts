import type { Context } from 'hono'
import type { Env } from '../env.ts'

/** Lets a request through, or throws what it is answered with. Tells the next ones what it found by the context. */
export type Check = (c: Context<Env>) => void | Promise<void>
