import { expect, test } from 'vitest'
import { onceForEach } from '../src/once-for-each.ts'

test('what is made of an object is made once, of another one anew, though it looks the same', () => {
  const asked: object[] = []
  const made = onceForEach((input: { name: string }) => {
    asked.push(input)
    return { ...input }
  })
  const [one, other] = [{ name: 'a' }, { name: 'a' }]
  expect(made(one)).toBe(made(one))
  expect(made(other)).not.toBe(made(one))
  expect(asked).toEqual([one, other])
})
