import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Child, startChild } from '../src/child.ts'
import type { Answered, Load, LoadCommands } from '../src/edge/load.ts'
import { fetchToken, probe } from '../src/edge/series.ts'
import type { ServerCommands } from '../src/edge/servers/server.ts'
import { getPath } from '../src/fixture.ts'

const module = (file: string) => new URL(`../src/edge/${file}`, import.meta.url)
const requests = 20

const processes = new AsyncDisposableStack()
let generator: Child<LoadCommands>
let right: Load

beforeAll(async () => {
  const server = processes.use(startChild<ServerCommands>(module('servers/edge.ts')))
  generator = processes.use(startChild<LoadCommands>(module('load.ts')))
  const origin = await server.call('listen')
  const authorization = `Bearer ${await fetchToken(origin)}`
  const body = await probe(origin + getPath, authorization)
  right = { origin, path: getPath, authorization, body, connections: 2, seconds: 1, requests }
})
afterAll(async () => {
  await processes.disposeAsync()
})

function sending(load: Partial<Load>): Promise<Answered> {
  return generator.call('send', { ...right, ...load })
}

test('a load whose answers are right is measured', async () => {
  await expect(sending({})).resolves.toMatchObject({ requests })
})

test('a load that is refused is an error, not a figure', async () => {
  await expect(sending({ authorization: 'Bearer none' })).rejects.toThrow(/not all 200.*"401"/)
})

test('a load that gets another body is an error, not a figure', async () => {
  await expect(sending({ body: '{}' })).rejects.toThrow(/not all 200.*"mismatches":[1-9]/)
})

test('each signed request of a load by Digest is taken', async () => {
  await expect(sending({ authorization: 'digest' })).resolves.toMatchObject({ requests })
})

test('what goes wrong in a process of its own is said by the call', async () => {
  await expect(sending({ origin: 'http://127.0.0.1:1' })).rejects.toThrow(/not all 200/)
})
