/**
 * Mandarin read aloud without a network (R2.3), by eSpeak NG (https://github.com/espeak-ng/espeak-ng) where the page finds no
 * voice of the system. One sentence at a time, so that what is heard and what is marked are the same. Nothing reaches a disk.
 */
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { SanwuError } from '../contract/errors.ts';
import { limits } from '../contract/limits.ts';
import { spokenText } from '../spoken/spoken-text.ts';
import { syllablesOf } from './mandarin.ts';

/** eSpeak's words in a minute: measured on real notices, some 230 characters a minute, as a calm person reads, and some 165. */
const usualPace = 190;
const slowPace = 145;
/** A sentence takes a hundredth of this. Milliseconds. */
const patience = 10_000;
/** Sentences in the making at the same moment: one is heard, the next is made. */
const mostAtOnce = 3;
/** 44-byte header, then 16-bit samples at 22,050 Hz: two minutes. Bytes. */
const mostBytes = 6 * 1024 * 1024;

export type SpeechParts = { path: string | undefined; platform: NodeJS.Platform };
export type Pace = 'usual' | 'slow';

/** Path of the program, or undefined where it is not installed. */
export function findSpeaker({ path: searched, platform }: SpeechParts): string | undefined {
  const name = platform === 'win32' ? 'espeak-ng.exe' : 'espeak-ng';
  for (const folder of (searched ?? '').split(path.delimiter).filter((each) => path.isAbsolute(each))) {
    const file = path.join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // the next folder
    }
  }
  return undefined;
}

export class Speech {
  readonly #speaker: string | undefined;
  #active = 0;

  /** @param speaker from `findSpeaker` */
  constructor(speaker: string | undefined) {
    this.#speaker = speaker;
  }

  get available(): boolean {
    return this.#speaker !== undefined;
  }

  /**
   * One sentence as a WAV file.
   * @param signal aborted when nobody listens any more
   * @throws SanwuError `missing-file` (no program), `limit`, `locked` (too many at once), `timeout`, `aborted`
   */
  async say(text: string, pace: Pace, signal?: AbortSignal): Promise<Uint8Array> {
    if (!this.#speaker) throw new SanwuError('missing-file', 'espeak-ng');
    if (text.length > limits.spokenCharacters) throw new SanwuError('limit', 'spokenCharacters');
    if (this.#active >= mostAtOnce) throw new SanwuError('locked', 'espeak-ng');
    this.#active += 1;
    try {
      return await synthesise(
        this.#speaker,
        await syllablesOf(spokenText(text)),
        pace === 'slow' ? slowPace : usualPace,
        signal,
      );
    } finally {
      this.#active -= 1;
    }
  }
}

function synthesise(
  speaker: string,
  spoken: string,
  pace: number,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const limit = AbortSignal.timeout(patience);
  return new Promise((resolve, reject) => {
    // The text goes in by stdin: on a command line other accounts of the machine could read it.
    const child = spawn(speaker, ['-v', 'cmn-latn-pinyin', '-s', String(pace), '--stdin', '--stdout'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      signal: signal ? AbortSignal.any([limit, signal]) : limit,
      killSignal: 'SIGKILL',
    });
    const pieces: Buffer[] = [];
    let length = 0;
    child.stdout.on('data', (piece: Buffer) => {
      length += piece.length;
      pieces.push(piece);
      if (length <= mostBytes) return;
      // What it started itself may hold the pipe open: nothing of it is waited for.
      child.stdout.destroy();
      child.kill('SIGKILL');
      reject(new SanwuError('broken-file', 'espeak-ng'));
    });
    child.stdin.on('error', () => {});
    child.once('error', (cause) => {
      const kind = limit.aborted ? 'timeout' : signal?.aborted ? 'aborted' : 'broken-file';
      reject(new SanwuError(kind, 'espeak-ng', { cause }));
    });
    child.once('close', (code) => {
      const wav = code === 0 ? withLengths(Buffer.concat(pieces)) : undefined;
      if (wav) resolve(wav);
      else reject(new SanwuError('broken-file', 'espeak-ng'));
    });
    child.stdin.end(spoken);
  });
}

/** A pipe cannot be written backwards: the header that eSpeak sends first does not know its lengths (RIFF, WAVE). Undefined: no such file. */
function withLengths(wav: Buffer): Buffer | undefined {
  const headerBytes = 44;
  if (wav.length < headerBytes || wav.toString('latin1', 0, 4) !== 'RIFF') return undefined;
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.writeUInt32LE(wav.length - headerBytes, 40);
  return wav;
}
