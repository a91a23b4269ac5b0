import { expect } from 'vitest'
import { notRun, type Row } from '../row.ts'

const beside = 'the test command runs what it runs beside this one'

export const releaseRows: readonly Row[] = [
  notRun('npx -y pnpm@12 release:dry', beside, (clone) => {
    expect(clone.scripts('.')['release:dry']).toMatch(/node tools\/release\/dry\.ts$/)
    expect(clone.scripts('tools/release')['package']).toContain('node dry.ts')
  }),
  notRun(/^npx -y pnpm@12 release:pack --out \S+$/, 'the dry run packs with it', (clone) => {
    expect(clone.scripts('.')['release:pack']).toMatch(/node tools\/release\/pack\.ts$/)
  }),
  notRun('npx -y pnpm@12 api:update', beside, (clone) => {
    expect(clone.scripts('.')['api:update']).toBe('pnpm api:check --update')
    expect(clone.scripts('tools/release')['package']).toContain('node api-reports.ts')
  }),
  notRun('npx -y pnpm@12 docs:api', beside, (clone) => {
    expect(clone.scripts('.')['docs:api']).toBe('pnpm --filter @export-buckets/typedoc package')
  }),
]
