import { describe, expect, it } from 'vitest';
import { type Bench, type Measurement, runBenches } from '../../build/bench-runner.ts';

const found: Measurement = { value: 3, unit: 'ms', floor: 2, ratio: 1.5, ok: true };

function bench(name: string, run: () => Promise<Measurement>, onlyByName = false): Bench {
  return { name, target: '<= 2x', onlyByName, run };
}

const good = bench('good', async () => ({ ...found, more: { shell: 'none' } }));
const missed = bench('missed', async () => ({ ...found, ok: false }));
const broken = bench('broken', async () => {
  throw new RangeError('no room');
});
const long = bench('long', async () => found, true);

async function outcome(benches: readonly Bench[], wanted?: string) {
  const lines: Record<string, unknown>[] = [];
  let noted = '';
  const code = await runBenches(benches, wanted, {
    line: (text) => lines.push(JSON.parse(text) as Record<string, unknown>),
    note: (text) => {
      noted += text;
    },
  });
  return { code, lines, noted };
}

describe('the runner of benches', () => {
  it('prints one line each, with floor, ratio, target and what else belongs to it', async () => {
    const { code, lines } = await outcome([good]);
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

  it('runs the others when one breaks, and says which', async () => {
    const { code, lines } = await outcome([broken, good]);
    expect(code).toBe(1);
    expect(lines[0]).toMatchObject({ bench: 'broken', ok: false, error: 'RangeError: no room' });
    expect(lines[1]).toMatchObject({ bench: 'good', ok: true });
  });

  it('ends with 1 where a target was missed', async () => {
    expect((await outcome([missed, good])).code).toBe(1);
  });

  it('leaves out what must be named, and runs a named one alone', async () => {
    expect((await outcome([good, long])).lines.map(({ bench: name }) => name)).toEqual(['good']);
    expect((await outcome([good, long], 'long')).lines.map(({ bench: name }) => name)).toEqual(['long']);
  });

  it('names the benches for a name that there is none of', async () => {
    const { code, noted } = await outcome([good, long], 'none');
    expect(code).toBe(2);
    expect(noted).toContain('good, long');
  });
});
