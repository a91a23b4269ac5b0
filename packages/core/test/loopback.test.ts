import { expect, test } from 'vitest'
import { isLoopback } from '../src/loopback.ts'

test.each([
  ['http://localhost', true],
  ['http://LOCALHOST:8787', true],
  ['http://127.0.0.1', true],
  ['http://127.1', true],
  ['http://127.255.255.254', true],
  ['http://[::1]:80', true],
  ['http://[0:0:0:0:0:0:0:1]', true],
  ['http://0.0.0.0', false],
  ['http://128.0.0.1', false],
  ['http://localhost.example.com', false],
  ['http://my.localhost', false],
  ['http://127.0.0.1.example.com', false],
  ['http://example.com', false],
  ['http://[::2]', false],
  ['http://[::ffff:127.0.0.1]', false],
])('isLoopback for the host of %s is %s', (url, isExpected) => {
  expect(isLoopback(new URL(url).hostname)).toBe(isExpected)
})
