import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadKioskConfig } from '../../kiosk-config/load.ts';

const sample = readFileSync(path.join(import.meta.dirname, '../../kiosk-config/sample.yaml'), 'utf8');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sanwu-config-'));
  writeFileSync(path.join(folder, 'county-ca.pem'), 'PEM');
});
afterEach(() => rmSync(folder, { recursive: true }));

function load(text: string) {
  const file = path.join(folder, 'kiosk.yaml');
  writeFileSync(file, text);
  return loadKioskConfig(file);
}

describe('loadKioskConfig', () => {
  it('accepts the sample and makes its paths absolute', () => {
    const { config, problems } = load(sample);
    expect(problems).toEqual([]);
    expect(config?.broker?.ca).toBe(path.join(folder, 'county-ca.pem'));
    expect(config?.printer?.paper).toBe(80);
  });

  it('lists every mistake at once with its line', () => {
    const broken = sample
      .replace('terminal: yunxi-hall-1 ', 'terminal: 云溪 ')
      .replace('paper: 80 ', 'paper: 75 ')
      .replace('log: info', 'log: info\ncolour: red');
    const { config, problems } = load(broken);
    expect(config).toBeUndefined();
    const lineOf = (start: string) =>
      broken.split('\n').findIndex((line) => line.trimStart().startsWith(start)) + 1;
    expect(problems.map(({ field, line }) => [field, line]).sort()).toEqual(
      [
        ['terminal', lineOf('terminal: 云溪')],
        ['printer.paper', lineOf('paper:')],
        ['colour', lineOf('colour')],
      ].sort(),
    );
    for (const problem of problems) expect(problem.remedy).not.toBe('');
  });

  it('names a missing field, a village of another county, a kiosk without a source', () => {
    expect(load(sample.replace(/^county:.*$/m, '')).problems.map(({ field }) => field)).toContain('county');
    expect(load(sample.replace('"990001001001"', '"110001001001"')).problems[0]?.field).toBe('village');
    const alone = sample.replace(/^broker:[\s\S]*?(?=^# folder)/m, '');
    expect(load(alone).problems[0]?.field).toBe('broker');
  });

  it('takes a printer on the network, on USB or on a serial line, and only on one of them', () => {
    const printed = (lines: string) =>
      load(sample.replace(/^ {2}address:.*\n(?: {2}#.*\n)*/m, lines === '' ? '' : `  ${lines}\n`));
    expect(printed('device: /dev/usb/lp0').config?.printer?.device).toBe('/dev/usb/lp0');
    expect(printed('serial: /dev/ttyUSB0').config?.printer).toMatchObject({ baud: 9_600 });
    expect(printed('serial: /dev/ttyS1\n  baud: 115200').config?.printer?.baud).toBe(115_200);
    for (const [lines, field] of [
      ['', 'printer'],
      ['address: 10.0.0.9:9100\n  device: /dev/usb/lp0', 'printer'],
      ['device: slips.bin', 'printer.device'],
      ['serial: /dev/ttyS1\n  baud: 1234', 'printer.baud'],
      ['address: 10.0.0.9:91000', 'printer.address'],
    ] as const)
      expect(printed(lines).problems.map((problem) => problem.field)).toContain(field);
  });

  it('lists mistakes between fields with those of fields, each at its line', () => {
    rmSync(path.join(folder, 'county-ca.pem'));
    const text = sample.replace('"990001001001"', '"110001001001"').replace('paper: 80 ', 'paper: 75 ');
    const lineOf = (start: string) =>
      text.split('\n').findIndex((line) => line.trimStart().startsWith(start)) + 1;
    expect(load(text).problems.map(({ field, line }) => [field, line])).toEqual([
      ['printer.paper', lineOf('paper:')],
      ['village', lineOf('village:')],
      ['broker.ca', lineOf('ca:')],
    ]);
  });

  it('says where YAML itself is broken', () => {
    const { problems } = load('terminal: [1, 2\nvillage: x');
    expect(problems[0]?.line).toBeGreaterThan(0);
    expect(loadKioskConfig(path.join(folder, 'absent.yaml')).problems).toHaveLength(1);
  });
});
