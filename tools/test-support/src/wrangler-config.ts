import { readFileSync } from 'node:fs'

/** The export conditions of wrangler. */
export const wranglerConditions: string[] = ['workerd', 'worker', 'browser']

function parseCompatibilityDate(configuration: string): string {
  const [, date] = /"compatibility_date": "([\d-]+)"/.exec(configuration) ?? []
  if (date !== undefined) return date
  throw new Error('wrangler.jsonc: expected a compatibility_date')
}

/** The compatibility date of the edge's Worker. */
export const compatibilityDate: string = parseCompatibilityDate(
  readFileSync(new URL('../../../apps/edge/wrangler.jsonc', import.meta.url), 'utf8'),
)
