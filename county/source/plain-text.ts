/** What may stand in a title, a cell or a name: no control characters, nothing that turns the reading direction, whole characters. */

const directions = String.raw`\u202a-\u202e\u2066-\u2069`;
const inLine = new RegExp(String.raw`[\p{Cc}\u2028\u2029${directions}]`, 'u');
const inLines = new RegExp(String.raw`[^\P{Cc}\n\t]|[${directions}]`, 'u');

/** Whether a text of one line is plain. */
export const isPlainLine = (text: string): boolean => text.isWellFormed() && !inLine.test(text);

/** Whether a text that may have line breaks (`\n`) and tabs is plain. */
export const isPlainText = (text: string): boolean => text.isWellFormed() && !inLines.test(text);

/** The same text with `\n` for every kind of line break. */
export const withPlainBreaks = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(/[\u2028\u2029]/gu, '\n');
