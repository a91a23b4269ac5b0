/** RFC 1321 §3.4: by how much a step of each of the four rounds turns, four steps in turn. */
const turns = /* @__PURE__ */ Int32Array.of(
  7,
  12,
  17,
  22,
  5,
  9,
  14,
  20,
  4,
  11,
  16,
  23,
  6,
  10,
  15,
  21,
)

/** RFC 1321 §3.4: the first 32 bits of the sine of each step. */
const sines = /* @__PURE__ */ Int32Array.from(
  { length: 64 },
  (_, step) => Math.abs(Math.sin(step + 1)) * 2 ** 32,
)

const utf8 = /* @__PURE__ */ new TextEncoder()

/** Where a text is hashed. The words are in the order of bytes that every machine with JavaScript on it has. */
interface Room {
  readonly bytes: Uint8Array
  readonly words: Int32Array
}

function roomOf(size: number): Room {
  const bytes = new Uint8Array(size)
  return { bytes, words: new Int32Array(bytes.buffer) }
}

/** Bytes of the texts that are hashed as a rule: user, nonces and path. */
const roomy = 1024

/** Used again for each text, as is the state: to make them anew takes as long as a block does. */
const scratch = /* @__PURE__ */ roomOf(roomy)
const state = /* @__PURE__ */ new Int32Array(4)

/** UTF-16 takes three bytes of UTF-8 a unit at most; 72 more have room for the padding. */
const roomFor = (text: string) => (text.length * 3 + 72 + 63) & ~63

/** Writes the text as UTF-8, padded to blocks of sixteen words (RFC 1321 §3.1, §3.2); answers how many words. */
function pad(text: string, { bytes, words }: Room): number {
  const { written: length } = utf8.encodeInto(text, bytes)
  const end = (length + 8 + 64) & ~63
  bytes.fill(0, length, end)
  bytes[length] = 0x80
  words[(end >> 2) - 2] = length << 3
  words[(end >> 2) - 1] = length >>> 29
  return end >> 2
}

/** Takes the block that begins at a word into the state (RFC 1321 §3.4). */
function mixIn(words: Int32Array, at: number): void {
  let [a, b, c, d] = [state[0] ?? 0, state[1] ?? 0, state[2] ?? 0, state[3] ?? 0]
  for (let step = 0; step < 64; step++) {
    let value = c ^ (b | ~d)
    let word = 7 * step
    if (step < 16) {
      value = (b & c) | (~b & d)
      word = step
    } else if (step < 32) {
      value = (d & b) | (~d & c)
      word = 5 * step + 1
    } else if (step < 48) {
      value = b ^ c ^ d
      word = 3 * step + 5
    }
    const sum = (a + value + (sines[step] ?? 0) + (words[at + (word & 15)] ?? 0)) | 0
    const turn = turns[((step >> 4) << 2) | (step & 3)] ?? 0
    a = d
    d = c
    c = b
    b = (b + ((sum << turn) | (sum >>> (32 - turn)))) | 0
  }
  state[0] = (state[0] ?? 0) + a
  state[1] = (state[1] ?? 0) + b
  state[2] = (state[2] ?? 0) + c
  state[3] = (state[3] ?? 0) + d
}

const digits = '0123456789abcdef'

/** Character codes of the digits of a hash: made into one text at once, which is quicker than joining its pieces. */
const codes: number[] = /* @__PURE__ */ new Array(32).fill(0)

/** The state as the digits of its bytes, the lowest byte of each word first and the higher digit of each byte. */
function hexOfState(): string {
  for (let at = 0; at < 32; at++) {
    const word = state[at >> 3] ?? 0
    codes[at] = digits.charCodeAt((word >>> (4 * ((at & 7) ^ 1))) & 0xf)
  }
  return String.fromCharCode(...codes)
}

/**
 * MD5 of a text as hexadecimal digits (RFC 1321). Own code, because a general library of hashes adds four times as much to
 * a bundle that needs no other hash, and is slower.
 *
 * @internal
 */
export function md5(text: string): string {
  const size = roomFor(text)
  const room = size <= roomy ? scratch : roomOf(size)
  const count = pad(text, room)
  state[0] = 0x67452301
  state[1] = 0xefcdab89
  state[2] = 0x98badcfe
  state[3] = 0x10325476
  for (let at = 0; at < count; at += 16) mixIn(room.words, at)
  return hexOfState()
}
