import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LoopbackServer, openServer } from '@export-buckets/test-support/open-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseDocument } from '../../src/drift/document.ts'
import { readSource, redirectTarget } from '../../src/drift/read-source.ts'

const folder = mkdtempSync(join(tmpdir(), 'export-buckets-drift-'))
const respond: RequestListener = ({ url }, response) => {
  if (url === '/hangs') return
  if (url === '/there') response.end('{"openapi":"3.1.0","paths":{}}')
  else if (url === '/redirects') response.writeHead(302, { Location: 'http://192.0.2.1/' }).end()
  else if (url === '/moved') response.writeHead(301, { Location: 'there' }).end()
  else if (url === '/round') response.writeHead(301, { Location: 'round' }).end()
  else if (url === '/large') response.end(Buffer.alloc(2000, 'x'))
  else response.writeHead(404).end()
}
let server: LoopbackServer
let origin = ''

beforeAll(async () => {
  server = await openServer(respond)
  origin = server.origin
})

afterAll(async () => {
  await server[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true })
})

function writeDocument(content: string | Uint8Array): string {
  const path = join(folder, 'document')
  writeFileSync(path, content)
  return path
}

const shortLimits = { bytes: 1000, milliseconds: 100 }
const longLimits = { bytes: 1000, milliseconds: 600_000 }

describe('the sources of a document', () => {
  test('a document is read from a file', async () => {
    expect(await readSource(writeDocument('paths: {}'))).toBe('paths: {}')
  })

  test('a document is read from a file in chunks that end within a character', async () => {
    const text = `x${'é'.repeat(100_000)}`
    expect(await readSource(writeDocument(text))).toBe(text)
  })

  test.each(['there', 'moved'])('a document is read from a URL: /%s', async (path) => {
    expect(await readSource(`${origin}/${path}`)).toContain('3.1.0')
  })
})

describe('sources that are rejected', () => {
  test.each([
    ['a missing file', () => join(folder, 'none'), 'no such file; give a file or an https:// URL'],
    ['a directory', () => folder, 'it is a directory; give a file or an https:// URL'],
    ['a binary file', () => writeDocument(Uint8Array.of(0xff, 0xfe)), 'it is not UTF-8 text'],
    [
      'a file that is too large',
      () => writeDocument('x'.repeat(1001)),
      'more than 1000 bytes; no OpenAPI document is that large$',
    ],
    ['a response that is too large', () => `${origin}/large`, 'more than 1000 bytes'],
    [
      'a missing page',
      () => `${origin}/none`,
      'the server responded with 404; is the URL correct?',
    ],
    ['an unreachable server', () => 'http://127.0.0.1:1/', 'connection refused|bad port'],
    ['plain http', () => 'http://example.com/openapi.json', 'expected https:// '],
    ['another scheme', () => 'ftp://example.com/openapi.json', 'expected https:// '],
    ['another scheme on this machine', () => 'ftp://127.0.0.1/openapi.json', 'expected https:// '],
    ['an unreachable https server', () => 'https://127.0.0.1:1/', 'connection refused|bad port'],
    ['a user name in a URL', () => 'https://user@127.0.0.1:1/', 'the URL contains credentials'],
    ['a password in a URL', () => 'https://:hunter2@127.0.0.1:1/', 'the URL contains credentials'],
    ['a malformed URL', () => 'https://', 'not a URL'],
    ['endless redirects', () => `${origin}/round`, 'too many redirects'],
    ['a redirect to plain http', () => `${origin}/redirects`, 'expected https:// '],
  ])('readSource rejects, with a message, %s', async (_, spec, message) => {
    await expect(readSource(spec(), longLimits)).rejects.toThrow(new RegExp(message))
  })

  test('readSource rejects, with a message, a server that responds too late', async () => {
    await expect(readSource(`${origin}/hangs`, shortLimits)).rejects.toThrow(
      `${origin}/hangs: timed out after 0.1 s; see --timeout`,
    )
  })
})

test('a redirect from https to http on this machine is rejected', () => {
  const origin = new URL('https://example.com/openapi.json')
  expect(() => redirectTarget(origin, 'http://127.0.0.1:8787/', 'x')).toThrow(
    'x: redirected from https:// to http://',
  )
  expect(redirectTarget(origin, '/other.json', 'x').href).toBe('https://example.com/other.json')
})

test('no message contains the secret parts of a URL', async () => {
  const spec = `${origin.replace('//', '//user:hunter2@')}/none?signature=hunter3#hunter4`
  await expect(readSource(spec)).rejects.toThrow(/^(?!.*hunter).*credentials/)
  await expect(readSource(`${origin}/none?signature=hunter3`)).rejects.toThrow(/^(?!.*hunter)/)
})

describe('YAML is read like JSON:', () => {
  test('every alias is replaced by its anchor', () => {
    const aliases = Array.from({ length: 500 }, () => '*a').join(', ')
    const { root } = parseDocument(`paths: {}\na: &a {b: [1]}\nc: [${aliases}]`, 'x')
    expect(root['c']).toEqual(Array.from({ length: 500 }, () => ({ b: [1] })))
  })

  test.each(['', '%YAML 1.1\n---\n'])(
    'a date is a string, after the directive "%s"',
    (directive) => {
      const { root } = parseDocument(`${directive}paths: {}\nx-sunset: 2027-07-01`, 'x')
      expect(root['x-sunset']).toBe('2027-07-01')
    },
  )

  test('a quoted << is not a merge key', () => {
    expect(parseDocument('paths: {"<<": 1}', 'x').root['paths']).toEqual({ '<<': 1 })
    expect(parseDocument('{"paths": {"<<": 1}}', 'x').root['paths']).toEqual({ '<<': 1 })
  })
})

describe('parseDocument rejects a text that is', () => {
  const aliasBomb = ['a: &a [x]', ...'bcdefghi'].reduce((text, name, index) => {
    const previousName = 'abcdefghi'.charAt(index - 1)
    return `${text}\n${name}: &${name} [${Array(9).fill(`*${previousName}`).join(', ')}]`
  })
  test.each([
    ['a web page', '<!doctype html>', 'HTML or XML page'],
    ['empty', '', 'got something else'],
    ['a list', '[]', 'got something else'],
    ['Swagger 2', 'swagger: "2.0"', 'got Swagger 2'],
    ['without paths', '{"openapi":"3.1.0"}', 'got one without any'],
    ['cut off', '{"openapi":"3.1.0","paths":{', 'neither JSON nor YAML: .* at line 1'],
    ['invalid YAML', 'a: [', 'neither JSON nor YAML: .* at line 1'],
    ['an alias bomb', aliasBomb, 'neither JSON nor YAML: Excessive alias count'],
    ['nested too deeply', '['.repeat(100_000), 'neither JSON nor YAML'],
    [
      'using merge keys',
      'errors: &e {a: 1}\npaths:\n  /a:\n    <<: *e',
      'merge keys \\(<<\\) are not supported; bundle the document into one file$',
    ],
    [
      'using too many aliases',
      `a: &a 1\nb: [${Array.from({ length: 501 }, () => '*a').join(', ')}]`,
      'more than 500 YAML aliases; bundle the document without aliases$',
    ],
    [
      'using endless anchors and aliases',
      Array.from({ length: 20_000 }, (_, index) => `- &a${index} x\n- *a${index}`).join('\n'),
      'more than 500 YAML aliases',
    ],
    ['an alias of itself', 'paths: &a {b: [*a]}', 'circular YAML alias \\*a$'],
    ['an alias of nothing', 'paths: *a', 'neither JSON nor YAML: Unresolved alias'],
  ])('%s', (_, text, message) => {
    expect(() => parseDocument(text, 'x')).toThrow(new RegExp(`^x: .*${message}`))
  })
})
