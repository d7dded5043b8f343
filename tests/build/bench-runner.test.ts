import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { benchesOf } from '../../build/bench-file.ts';
import { type BenchFile, runBenches } from '../../build/bench-runner.ts';

/** A file as those of build/bench/, with rows that go wrong in every way. The row that hangs has started another process. */
const rows = (folder: string) => `
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
const found = { value: 3, unit: 'ms', floor: 2, ratio: 1.5, ok: true };
const row = (name, run, more = {}) => ({ name, target: '<= 2x', run, ...more });
const hang = async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  writeFileSync(${JSON.stringify(path.join(folder, 'child'))}, String(child.pid));
  for (;;);
};
export const benches = [
  row('missed', async () => ({ ...found, ok: false })),
  row('broken', async () => { throw new RangeError('no room'); }),
  row('hangs', hang, { limitSeconds: 2, measurement: 'shared' }),
  row('shares', async () => found, { measurement: 'shared' }),
  row('dies', () => process.exit(3)),
  row('good', async () => ({ ...found, more: { shell: 'none' } })),
  row('long', async () => found, { onlyByName: true }),
];
`;

describe('the runner of benches', () => {
  let folder: string;
  let file: BenchFile;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'sanwu-bench-test-'));
    const name = path.join(folder, 'rows.mjs');
    writeFileSync(name, rows(folder));
    file = { file: name, benches: await benchesOf(name) };
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function outcome(wanted?: string) {
    const lines: Record<string, unknown>[] = [];
    let noted = '';
    const code = await runBenches([file], wanted, {
      line: (text) => lines.push(JSON.parse(text) as Record<string, unknown>),
      note: (text) => {
        noted += text;
      },
    });
    return { code, lines, noted };
  }

  it('prints one line each, with floor, ratio, target and what else belongs to it', async () => {
    const { code, lines } = await outcome('good');
    expect(code).toBe(0);
    expect(lines).toEqual([
      {
        bench: 'good',
        value: 3,
        unit: 'ms',
        floor: 2,
        ratio: 1.5,
        target: '<= 2x',
        ok: true,
        shell: 'none',
        seconds: expect.any(Number),
      },
    ]);
  });

  it('runs the others when one breaks, dies or hangs, and ends what that one has started', async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('sanwu-bench-'));
    const { code, lines } = await outcome();
    expect(code).toBe(1);
    expect(lines.map(({ bench, ok, error }) => [bench, ok, error])).toEqual([
      ['missed', false, undefined],
      ['broken', false, 'RangeError: no room'],
      ['hangs', false, 'not done within 2 s'],
      ['shares', false, 'measured with hangs'],
      ['dies', false, 'its process ended'],
      ['good', true, undefined],
    ]);
    const child = Number(readFileSync(path.join(folder, 'child'), 'utf8'));
    await expect.poll(() => runs(child)).toBe(false);
    const after = readdirSync(tmpdir()).filter((name) => name.startsWith('sanwu-bench-'));
    expect(after.filter((name) => !before.includes(name))).toEqual([]);
  });

  it('leaves out what must be named, and runs a named one alone', async () => {
    expect((await outcome('long')).lines.map(({ bench }) => bench)).toEqual(['long']);
  });

  it('names the benches for a name that there is none of', async () => {
    const { code, noted } = await outcome('none');
    expect(code).toBe(2);
    expect(noted).toContain('good, long');
  });
});

/** A process that has ended may wait to be collected by its parent, which is whoever runs the machine. */
function runs(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2)[0] !== 'Z';
  } catch {
    return false;
  }
}
