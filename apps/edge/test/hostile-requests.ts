import {
  operationPath,
  operations,
  revokePath,
  tokenPath,
  vendorMediaType,
} from '@export-buckets/core'
import { basic, clientSecret, groupId, id, path } from './world.ts'

/** A request as bytes, in Latin-1. */
export interface NamedRequest {
  readonly name: string
  readonly bytes: string
}

const list = operationPath(operations.listGroupBackupExportBuckets, { groupId })
const target = path(id('a'))
/** Node refuses requests whose head has more than 16 KiB. */
const size = 15_000

const fill = (text: string, length = size) => text.repeat(Math.floor(length / text.length))

function head(method: string, target: string, headers: Readonly<Record<string, string>>): string {
  const all = { Host: 'localhost', Connection: 'close', ...headers }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`
}

function post(target: string, headers: Readonly<Record<string, string>>, body: string): string {
  return head('POST', target, { 'Content-Length': String(body.length), ...headers }) + body
}

const accept = { Accept: vendorMediaType('2025-03-12') }
const bearer = (token: string) => ({ ...accept, Authorization: `Bearer ${token}` })

/** What the others are compared with: a bucket, asked for with a token. */
export function normalRequest(token: string): NamedRequest {
  return { name: 'a bucket', bytes: head('GET', target, bearer(token)) }
}

/** Targets that cost much to decode. */
const targets: Readonly<Record<string, string>> = {
  'a query of %&': `${target}?${fill('%&')}`,
  'a query of %ff=': `${target}?${fill('%ff=&')}`,
  'a query of +': `${target}?${fill('+')}`,
  'a query of one parameter, many times': `${target}?${fill('pretty=true&')}`,
  'a path of %ffx': `/${fill('%ffx')}`,
  'a path of slashes': fill('/'),
  'a path of the API of %ffx': `${list}/${fill('%ffx')}`,
  'a query of %& that is just not too long': `${target}?${fill('%&', 1900 - target.length)}`,
  'a path of %ffx that is just not too long': `${list}/${fill('%ffx', 1900 - list.length)}`,
}

/** Headers that cost much to read. */
const headers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'Accept of commas': { Accept: fill(',') },
  'Accept of many types': { Accept: fill(`${vendorMediaType('2025-03-12')};q=0.1,`) },
  'Accept of semicolons': { Accept: `application/json${fill(';')}` },
  'Accept of an open quote': { Accept: `application/json;a="${fill('\\\\"')}` },
  'Digest of commas': { Authorization: `Digest ${fill(',')}` },
  'Digest of parameters': { Authorization: `Digest ${fill('a="b",')}` },
  'Digest of an open quote': { Authorization: `Digest username="${fill('\\\\"')}` },
  'Digest of white space': { Authorization: `Digest ${fill(' ')}x` },
  'Bearer of dots': { Authorization: `Bearer ${fill('.')}` },
  'Bearer of white space': { Authorization: `Bearer ${fill(' ')}x` },
  'X-Request-Id of characters': { 'X-Request-Id': fill('a') },
  'Content-Type of semicolons': { 'Content-Type': fill(';') },
  'X-Forwarded-For of commas': { 'X-Forwarded-For': fill(',') },
}

const json = { 'Content-Type': 'application/json' }
const largest = 16_000

/** JSON bodies that cost much to parse or to describe. */
const bodies: Readonly<Record<string, string>> = {
  'a body of brackets': fill('[', largest),
  'a body of nested arrays': fill('[', largest / 2) + fill(']', largest / 2),
  'a body of nested objects': fill('{"a":', largest),
  'a body of unknown fields': `{${Array.from({ length: 1500 }, (_, n) => `"f${n}":1`).join()}}`,
  'a body of one key, many times': `{${Array.from({ length: 1500 }, () => '"key":1').join()}}`,
  'a body of escapes': `{"bucketName":"${fill('\\u0041', largest)}"}`,
  'a body of numbers': `[${fill('1,', largest)}1]`,
  'a body of an endless number': fill('1', largest),
  'a body of white space': fill(' ', largest),
  'a body that is too large': fill('[', 1_000_000),
}

/** Requests of callers that mean harm, with credentials and without. */
export function hostileRequests(token: string): readonly NamedRequest[] {
  const named = (name: string, bytes: string): NamedRequest => ({ name, bytes })
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
  const basicOwner = { ...basic('owner', clientSecret), ...form }
  return [
    ...Object.entries(targets).flatMap(([name, hostile]) => [
      named(name, head('GET', hostile, accept)),
      named(`${name}, with a token`, head('GET', hostile, bearer(token))),
    ]),
    ...Object.entries(headers).flatMap(([name, hostile]) => [
      named(name, head('GET', target, hostile)),
      named(`${name}, with a token`, head('GET', target, { ...bearer(token), ...hostile })),
    ]),
    named('If-None-Match of commas', head('GET', '/', { 'If-None-Match': fill(',') })),
    named('Basic of colons', post(tokenPath, { ...basic('owner', fill(':', 9000)), ...form }, '')),
    named(
      'Basic of escapes',
      post(tokenPath, { ...basic('owner', fill('%ff', 9000)), ...form }, ''),
    ),
    ...[tokenPath, revokePath].flatMap((path) => [
      named(`${path} of &`, post(path, basicOwner, fill('&', 8000))),
      named(`${path} of %ff`, post(path, basicOwner, fill('%ff=&', 8000))),
    ]),
    ...Object.entries(bodies).map(([name, body]) =>
      named(name, post(list, { ...bearer(token), ...json }, body)),
    ),
  ]
}
