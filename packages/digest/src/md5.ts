/** RFC 1321 §3.4: by how much a step of each of the four rounds turns, four steps in turn. */
const turns = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21] as const

/** RFC 1321 §3.4: the first 32 bits of the sine of each step. */
const sines = /* @__PURE__ */ Int32Array.from(
  { length: 64 },
  (_, step) => Math.abs(Math.sin(step + 1)) * 2 ** 32,
)

/** The text as UTF-8, padded to blocks of 64 bytes (RFC 1321 §3.1, §3.2). */
function padded(text: string): DataView {
  const bytes = new TextEncoder().encode(text)
  const { length } = bytes
  const blocks = new Uint8Array((((length + 8) >> 6) + 1) * 64)
  blocks.set(bytes)
  blocks[length] = 0x80
  const view = new DataView(blocks.buffer)
  view.setUint32(blocks.length - 8, length << 3, true)
  view.setUint32(blocks.length - 4, length >>> 29, true)
  return view
}

/** Takes a block into the state (RFC 1321 §3.4). */
function mixIn(state: Int32Array, block: DataView, at: number): void {
  let [a = 0, b = 0, c = 0, d = 0] = state
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
    const sum = (a + value + (sines[step] ?? 0) + block.getInt32(at + ((word & 15) << 2), true)) | 0
    const turn = turns[((step >> 4) << 2) | (step & 3)] ?? 0
    a = d
    d = c
    c = b
    b = (b + ((sum << turn) | (sum >>> (32 - turn)))) | 0
  }
  const mixed = [a, b, c, d]
  for (let index = 0; index < 4; index++) state[index] = (state[index] ?? 0) + (mixed[index] ?? 0)
}

/** A word as the digits of its bytes, the lowest one first. */
function hexOf(word = 0): string {
  const swapped = (word << 24) | ((word & 0xff00) << 8) | ((word >> 8) & 0xff00) | (word >>> 24)
  return (swapped >>> 0).toString(16).padStart(8, '0')
}

/**
 * MD5 of a text as hexadecimal digits (RFC 1321). Own code, because a general library of hashes adds four times as much to
 * a bundle that needs no other hash.
 *
 * @internal
 */
export function md5(text: string): string {
  const blocks = padded(text)
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476)
  for (let at = 0; at < blocks.byteLength; at += 64) mixIn(state, blocks, at)
  const [a, b, c, d] = state
  return hexOf(a) + hexOf(b) + hexOf(c) + hexOf(d)
}
