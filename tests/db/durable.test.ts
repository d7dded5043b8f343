/** What is acknowledged is on the disk: seen in the system calls of a process that commits (quality.md, "power cut"). */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { requirement } from '../../build/requirements.ts';

const entry = path.resolve(import.meta.dirname, '../fakes/committing.ts');

describe.skipIf(!requirement('strace').available)('a commit of records.db', () => {
  it('has synced what it wrote to the log before it returns', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'sanwu-durable-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const trace = path.join(folder, 'trace');
    const calls = 'trace=write,pwrite64,writev,pwritev,fsync,fdatasync';
    const program = [process.execPath, entry, path.join(folder, 'data')];
    const { status } = spawnSync('strace', ['-f', '-qq', '-y', '-o', trace, '-e', calls, ...program]);
    expect(status).toBe(0);
    const lines = readFileSync(trace, 'utf8').split('\n');
    const at = (text: string) => lines.findIndex((line) => line.includes(`"${text}\\n"`));
    const commit = lines.slice(at('committing') + 1, at('committed'));
    const isOfLog = (line: string) => line.includes('records.db-wal>');
    const written = commit.findLastIndex((line) => /\bpwrite(64|v)\(/.test(line) && isOfLog(line));
    const synced = commit.findLastIndex((line) => /\bf(data)?sync\(/.test(line) && isOfLog(line));
    expect(written).toBeGreaterThanOrEqual(0);
    expect(synced).toBeGreaterThan(written);
    expect(commit[synced]).toMatch(/= 0$/);
  });
});
