/**
 * One line of progress for people, on stderr.
 * @param {string} text
 */
export function say(text) {
  process.stderr.write(`[sanwu] ${text}\n`);
}
