import { readFileSync } from 'node:fs'

/** The conditions by which wrangler resolves what a Worker imports. */
export const wranglerConditions: string[] = ['workerd', 'worker', 'browser']

function parseCompatibilityDate(configuration: string): string {
  const [, date] = /"compatibility_date": "([\d-]+)"/.exec(configuration) ?? []
  if (date !== undefined) return date
  throw new Error('wrangler.jsonc: expected a compatibility_date')
}

/** The day of whose runtime the Worker is deployed. */
export const compatibilityDate: string = parseCompatibilityDate(
  readFileSync(new URL('../wrangler.jsonc', import.meta.url), 'utf8'),
)
