import { expect, test } from 'vitest'
import { parseAnnotation, replaceParts } from '../src/annotation.ts'
import { parseBlocks, parseCommands } from '../src/documents.ts'

const parse = (markdown: string) => parseBlocks({ path: 'a.md', markdown }).flatMap(parseCommands)

test('an annotation is for the commands of its block that `on` matches', () => {
  const [first, second] = parse(
    '<!-- test: on="^b" skip=\'it "asks"\' -->\n```sh\na # comment\nb \\\n  c\n```\n',
  )
  expect(first).toEqual({ source: 'a.md:2', text: 'a', annotation: new Map() })
  expect(second?.text).toBe('b c')
  expect(second?.annotation.get('skip')).toEqual(['it "asks"'])
})

test.each([
  ['unknown attribute prnits', 'prnits="a"'],
  ['duplicate skip', 'skip="a" skip="b"'],
  ['expected name="value"', 'skip=a'],
  ['expected name="value"', 'skip=""'],
  ['expected name="value"', ''],
  ['does nothing with skip', 'skip="a" prints="b"'],
  ['after is not an attribute of sh', 'after="a"'],
])('%s: an invalid annotation fails: %s', (message, text) => {
  expect(() => parseAnnotation(text, 'sh')).toThrow(message)
})

test.each([
  ['not directly above a block', '<!-- test: skip="a" -->\n\n```sh\na\n```\n'],
  ['not directly above a block', '<!-- test skip="a" -->\n```sh\na\n```\n'],
  ['"json" blocks are not tested', '<!-- test: skip="a" -->\n```json\n{}\n```\n'],
  ['matches no command', '<!-- test: on="b" skip="a" -->\n```sh\na\n```\n'],
  ['two annotations match', `${'<!-- test: skip="a" -->\n'.repeat(2)}\`\`\`sh\na\n\`\`\`\n`],
])('%s: an annotation without its block or command fails', (message, markdown) => {
  expect(() => parse(markdown)).toThrow(message)
})

test('a replacement whose pattern does not match fails', () => {
  const annotation = parseAnnotation('replace="a => b"', 'sh')
  expect(replaceParts('a c', annotation)).toBe('b c')
  expect(() => replaceParts('c', annotation)).toThrow('a is not in: c')
})
