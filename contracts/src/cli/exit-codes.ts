/** What the program exits with. */
export const exitCodes = {
  0: 'every check that was made passed',
  1: 'a check failed',
  2: 'it could not be done: wrong arguments, nothing to check, no response, a file that cannot be written',
  130: 'interrupted',
} as const
