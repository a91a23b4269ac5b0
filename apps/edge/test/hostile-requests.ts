import {
  operationPath,
  operations,
  revokePath,
  tokenPath,
  vendorMediaType,
} from '@export-buckets/core'
import { basic, clientSecret, groupId, id, path } from './create-test-app.ts'

/** A request as bytes, in Latin-1. */
export interface NamedRequest {
  readonly name: string
  readonly bytes: string
}

const list = operationPath(operations.listGroupBackupExportBuckets, { groupId })
const target = path(id('a'))
/** Bytes. Node rejects request heads of more than 16 KiB. */
const size = 15_000

const padTo = (text: string, length = size) => text.repeat(Math.floor(length / text.length))

function requestHead(
  method: string,
  target: string,
  headers: Readonly<Record<string, string>>,
): string {
  const all = { Host: 'localhost', Connection: 'close', ...headers }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`
}

function postRequest(
  target: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): string {
  return requestHead('POST', target, { 'Content-Length': String(body.length), ...headers }) + body
}

const accept = { Accept: vendorMediaType('2025-03-12') }
const bearer = (token: string) => ({ ...accept, Authorization: `Bearer ${token}` })

/** Returns the request that the others are compared with: it reads a bucket with a token. */
export function normalRequest(token: string): NamedRequest {
  return { name: 'a bucket', bytes: requestHead('GET', target, bearer(token)) }
}

/** Targets that are expensive to decode. */
const targets: Readonly<Record<string, string>> = {
  'a query of %&': `${target}?${padTo('%&')}`,
  'a query of %ff=': `${target}?${padTo('%ff=&')}`,
  'a query of +': `${target}?${padTo('+')}`,
  'a query of one parameter, many times': `${target}?${padTo('pretty=true&')}`,
  'a path of %ffx': `/${padTo('%ffx')}`,
  'a path of slashes': padTo('/'),
  'a path of the API of %ffx': `${list}/${padTo('%ffx')}`,
  'a query of %& that is just not too long': `${target}?${padTo('%&', 1900 - target.length)}`,
  'a path of %ffx that is just not too long': `${list}/${padTo('%ffx', 1900 - list.length)}`,
}

/** Headers that are expensive to parse. */
const headers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'Accept of commas': { Accept: padTo(',') },
  'Accept of many types': { Accept: padTo(`${vendorMediaType('2025-03-12')};q=0.1,`) },
  'Accept of semicolons': { Accept: `application/json${padTo(';')}` },
  'Accept of an open quote': { Accept: `application/json;a="${padTo('\\\\"')}` },
  'Digest of commas': { Authorization: `Digest ${padTo(',')}` },
  'Digest of parameters': { Authorization: `Digest ${padTo('a="b",')}` },
  'Digest of an open quote': { Authorization: `Digest username="${padTo('\\\\"')}` },
  'Digest of white space': { Authorization: `Digest ${padTo(' ')}x` },
  'Bearer of dots': { Authorization: `Bearer ${padTo('.')}` },
  'Bearer of white space': { Authorization: `Bearer ${padTo(' ')}x` },
  'X-Request-Id of characters': { 'X-Request-Id': padTo('a') },
  'Content-Type of semicolons': { 'Content-Type': padTo(';') },
  'X-Forwarded-For of commas': { 'X-Forwarded-For': padTo(',') },
}

const json = { 'Content-Type': 'application/json' }
const largestBody = 16_000

/** JSON bodies that are expensive to parse or to validate. */
const bodies: Readonly<Record<string, string>> = {
  'a body of brackets': padTo('[', largestBody),
  'a body of nested arrays': padTo('[', largestBody / 2) + padTo(']', largestBody / 2),
  'a body of nested objects': padTo('{"a":', largestBody),
  'a body of unknown fields': `{${Array.from({ length: 1500 }, (_, n) => `"f${n}":1`).join()}}`,
  'a body of one key, many times': `{${Array.from({ length: 1500 }, () => '"key":1').join()}}`,
  'a body of escapes': `{"bucketName":"${padTo('\\u0041', largestBody)}"}`,
  'a body of numbers': `[${padTo('1,', largestBody)}1]`,
  'a body of an endless number': padTo('1', largestBody),
  'a body of white space': padTo(' ', largestBody),
  'a body that is too large': padTo('[', 1_000_000),
}

/** Returns hostile requests, with credentials and without. */
export function hostileRequests(token: string): readonly NamedRequest[] {
  const nameRequest = (name: string, bytes: string): NamedRequest => ({ name, bytes })
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
  const basicOwner = { ...basic('owner', clientSecret), ...form }
  return [
    ...Object.entries(targets).flatMap(([name, hostile]) => [
      nameRequest(name, requestHead('GET', hostile, accept)),
      nameRequest(`${name}, with a token`, requestHead('GET', hostile, bearer(token))),
    ]),
    ...Object.entries(headers).flatMap(([name, hostile]) => [
      nameRequest(name, requestHead('GET', target, hostile)),
      nameRequest(
        `${name}, with a token`,
        requestHead('GET', target, { ...bearer(token), ...hostile }),
      ),
    ]),
    nameRequest(
      'If-None-Match of commas',
      requestHead('GET', '/', { 'If-None-Match': padTo(',') }),
    ),
    nameRequest(
      'Basic of colons',
      postRequest(tokenPath, { ...basic('owner', padTo(':', 9000)), ...form }, ''),
    ),
    nameRequest(
      'Basic of escapes',
      postRequest(tokenPath, { ...basic('owner', padTo('%ff', 9000)), ...form }, ''),
    ),
    ...[tokenPath, revokePath].flatMap((path) => [
      nameRequest(`${path} of &`, postRequest(path, basicOwner, padTo('&', 8000))),
      nameRequest(`${path} of %ff`, postRequest(path, basicOwner, padTo('%ff=&', 8000))),
    ]),
    ...Object.entries(bodies).map(([name, body]) =>
      nameRequest(name, postRequest(list, { ...bearer(token), ...json }, body)),
    ),
  ]
}
