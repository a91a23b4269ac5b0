import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { serverEnvVars } from '../src/runtimes/server/env-vars.ts'
import { readServerSettings } from '../src/runtimes/server/settings.ts'

/** The variables of a gateway over a remote database, for which a server reads every variable. */
const allVars: Readonly<Record<string, string>> = {
  DATABASE_URL: 'https://database.example',
  EDGE_SECRET: 'a'.repeat(64),
  UPSTREAM: 'https://cloud.mongodb.com',
  UPSTREAM_PUBLIC_API_KEY: 'abcdefgh',
  UPSTREAM_PRIVATE_API_KEY: 'secret',
}

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

/** Returns the default of each variable in the README's tables of variables. */
function readmeDefaults(): Map<string, string> {
  const tables = readme.match(/^\| variable .*\n(\|.*\n)+/gm) ?? []
  const rows = tables.flatMap((table) => table.trim().split('\n').slice(2))
  return new Map(
    rows.flatMap((row) => {
      const [, names = '', , defaultText = ''] = row.split('|').map((cell) => cell.trim())
      return [...names.matchAll(/`(\w+)`/g)].map(([, name = '']): [string, string] => [
        name,
        defaultText.replaceAll('`', ''),
      ])
    }),
  )
}

describe('the environment variables of a server', () => {
  test('the list contains exactly the variables that a server reads', () => {
    const readNames = new Set<string>()
    const variables = new Proxy(allVars, {
      get(target, name) {
        readNames.add(String(name))
        return Reflect.get(target, name)
      },
    })
    readServerSettings(variables)
    expect([...readNames].toSorted()).toEqual(serverEnvVars.map(({ name }) => name).toSorted())
  })

  // The default rate limits are set by the app.
  test.each(
    serverEnvVars.filter(
      ({ name, default: defaultValue }) =>
        !name.endsWith('RATE_LIMIT') && /^\S+$/.test(defaultValue ?? ''),
    ),
  )(
    '$name defaults to $default when it is unset or empty',
    ({ name, default: defaultValue = '' }) => {
      // An API key and a page hold functions, which are equal only when they are the same object.
      const readSettingsWith = (value: Record<string, string>) => {
        const { page, upstream, ...settings } = readServerSettings({ ...allVars, ...value })
        return { ...settings, hasPage: page !== undefined, upstream: JSON.stringify(upstream) }
      }
      expect(readSettingsWith({ [name]: defaultValue })).toEqual(readSettingsWith({}))
      expect(readSettingsWith({ [name]: '' })).toEqual(readSettingsWith({}))
    },
  )

  test('the README lists every variable with its default', () => {
    const documentedDefaults = readmeDefaults()
    expect([...documentedDefaults.keys()]).toEqual(
      expect.arrayContaining(serverEnvVars.map(({ name }) => name)),
    )
    expect(documentedDefaults.size).toBe(serverEnvVars.length)
    for (const { name, default: defaultValue = '' } of serverEnvVars) {
      const cell = documentedDefaults.get(name)
      if (defaultValue === '') expect([name, cell]).toEqual([name, ''])
      expect([name, cell?.slice(0, defaultValue.length)]).toEqual([name, defaultValue])
    }
  })
})
