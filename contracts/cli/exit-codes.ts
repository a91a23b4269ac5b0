/** What the program exits with. */
export const exitCodes = {
  0: 'everything that was asked holds',
  1: 'something does not hold',
  2: 'it could not be done: wrong arguments, nothing to ask, no answer, a file that cannot be written',
  130: 'interrupted',
} as const
