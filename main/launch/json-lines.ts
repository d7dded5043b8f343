/** Lines of JSON between the processes of one machine. */
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/**
 * Calls back for each line that is a JSON object; anything else on the stream is passed over.
 * @returns resolves when the stream has ended
 */
export function readJsonLines(stream: Readable, onLine: (value: object) => void): Promise<void> {
  return new Promise((resolve) => {
    stream.on('error', () => resolve());
    createInterface({ input: stream })
      .on('line', (line) => {
        const value = parseObject(line);
        if (value) onLine(value);
      })
      .once('close', () => resolve());
  });
}

function parseObject(line: string): object | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

export const jsonLine = (value: object): string => `${JSON.stringify(value)}\n`;
