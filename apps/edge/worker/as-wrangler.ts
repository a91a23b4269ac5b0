import { readFileSync } from 'node:fs'

/** The conditions by which wrangler resolves what a Worker imports. */
export const conditions: string[] = ['workerd', 'worker', 'browser']

const configuration = readFileSync(new URL('../wrangler.jsonc', import.meta.url), 'utf8')

/** The day of whose runtime the Worker is deployed. */
export const compatibilityDate: string =
  /"compatibility_date": "([\d-]+)"/.exec(configuration)?.[1] ?? ''
