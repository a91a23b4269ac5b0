import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readServerSettings } from '../src/entry/server-settings.ts'
import { serverVariables } from '../src/entry/variables.ts'

/** A gateway over a database on another machine: what has a server read everything. */
const everything: Readonly<Record<string, string>> = {
  DATABASE_URL: 'https://database.example',
  EDGE_SECRET: 'a'.repeat(64),
  UPSTREAM: 'https://cloud.mongodb.com',
  UPSTREAM_PUBLIC_API_KEY: 'abcdefgh',
  UPSTREAM_PRIVATE_API_KEY: 'secret',
}

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

/** The default of each variable in the tables of the README that are about variables. */
function readmeDefaults(): Map<string, string> {
  const tables = readme.match(/^\| variable .*\n(\|.*\n)+/gm) ?? []
  const rows = tables.flatMap((table) => table.trim().split('\n').slice(2))
  return new Map(
    rows.flatMap((row) => {
      const [, names = '', , otherwise = ''] = row.split('|').map((cell) => cell.trim())
      return [...names.matchAll(/`(\w+)`/g)].map(([, name = '']): [string, string] => [
        name,
        otherwise.replaceAll('`', ''),
      ])
    }),
  )
}

describe('the variables of a server', () => {
  test('are those that it reads', () => {
    const read = new Set<string>()
    const variables = new Proxy(everything, {
      get(target, name) {
        read.add(String(name))
        return Reflect.get(target, name)
      },
    })
    readServerSettings(variables)
    expect([...read].toSorted()).toEqual(serverVariables.map(({ name }) => name).toSorted())
  })

  // The default rate limits are those of the app.
  test.each(
    serverVariables.filter(
      ({ name, otherwise }) => !name.endsWith('RATE_LIMIT') && /^\S+$/.test(otherwise ?? ''),
    ),
  )('$name is $otherwise where it is not set, or empty', ({ name, otherwise = '' }) => {
    // An API key and a page are functions, which are the same only where they are the same object.
    const settingsOf = (value: Record<string, string>) => {
      const { page, upstream, ...settings } = readServerSettings({ ...everything, ...value })
      return { ...settings, hasPage: page !== undefined, upstream: JSON.stringify(upstream) }
    }
    expect(settingsOf({ [name]: otherwise })).toEqual(settingsOf({}))
    expect(settingsOf({ [name]: '' })).toEqual(settingsOf({}))
  })

  test('are in the README, with the same defaults', () => {
    const told = readmeDefaults()
    expect([...told.keys()]).toEqual(
      expect.arrayContaining(serverVariables.map(({ name }) => name)),
    )
    expect(told.size).toBe(serverVariables.length)
    for (const { name, otherwise = '' } of serverVariables) {
      const cell = told.get(name)
      if (otherwise === '') expect([name, cell]).toEqual([name, ''])
      expect([name, cell?.slice(0, otherwise.length)]).toEqual([name, otherwise])
    }
  })
})
