/** The keys' passphrase: from `SANWU_PASSPHRASE_FILE`, from the running demo, or typed without echo. */
import { readFileSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { resultText, usageText } from '../../main/text/county.ts';
import type { PassphraseSource } from '../keys/key-store.ts';
import { UsageError } from './failure.ts';

/** A passphrase file larger than this is not one. Bytes. */
const mostBytes = 4_096;

function fromFile(file: string): string {
  if (statSync(file).size > mostBytes)
    throw new UsageError(usageText.noPassphrase, usageText.noPassphraseRemedy);
  const passphrase = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  if (passphrase === '') throw new UsageError(usageText.emptyPassphrase, usageText.noPassphraseRemedy);
  return passphrase;
}

async function typed(question: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    // The terminal's own echo is off once the reader listens; only then is the person asked.
    const answer = reader.question('');
    process.stderr.write(question);
    return await answer;
  } finally {
    reader.close();
    process.stderr.write('\n');
  }
}

async function prompt(isNew: boolean): Promise<string> {
  if (!process.stdin.isTTY) throw new UsageError(usageText.noPassphrase, usageText.noPassphraseRemedy);
  const first = await typed(isNew ? resultText.newPassphrase : resultText.passphrase);
  if (first === '') throw new UsageError(usageText.emptyPassphrase, usageText.noPassphraseRemedy);
  if (isNew && (await typed(resultText.repeatPassphrase)) !== first)
    throw new UsageError(usageText.differentPassphrases, usageText.noPassphraseRemedy);
  return first;
}

/**
 * Asks at most once, when a key is first needed.
 * @param demoFile the running demo's passphrase file, when its county is the one worked on
 */
export function passphraseSource(demoFile?: string, isNew = false): PassphraseSource {
  let asked: Promise<string> | undefined;
  return () => {
    const file = process.env.SANWU_PASSPHRASE_FILE ?? demoFile;
    asked ??= file ? Promise.resolve().then(() => fromFile(file)) : prompt(isNew);
    return asked;
  };
}
