/** What a long test found, for people: printed at once, and once more at the end of the whole run. */
import { appendFileSync } from 'node:fs';

export function report(text: string): void {
  console.info(text);
  const file = process.env.SANWU_LONG_REPORT;
  if (file) appendFileSync(file, `${text}\n`);
}
