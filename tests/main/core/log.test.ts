import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { SanwuError } from '../../../main/contract/errors.ts';
import { errorFields, openLog } from '../../../main/core/log.ts';

describe('the log', () => {
  it('holds what failed and where, never the text of an unexpected error', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'sanwu-log-'));
    const { log, close } = openLog(folder, 'info');
    log.error(errorFields(new TypeError('查询「陈某某的补贴」失败')), 'request failed');
    log.error(errorFields(new SanwuError('broken-file', 'pack abc')), 'refused');
    await close();
    const text = readFileSync(path.join(folder, 'core.log'), 'utf8');
    rmSync(folder, { recursive: true });
    expect(text).not.toContain('陈某某');
    expect(text).toContain('TypeError');
    expect(text).toContain('log.test.ts');
    expect(text).toContain('"kind":"broken-file","subject":"pack abc"');
  });
});
