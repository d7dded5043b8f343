/** What a forged, damaged, replayed or foreign county folder must not do (quality.md, "Faults it must survive"). */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eraseItem } from '../../../county/publish/erasure.ts';
import { Change } from '../../../county/repository/county.ts';
import { putContent } from '../../../county/repository/files.ts';
import { contentRole, indexPath } from '../../../county/repository/role-names.ts';
import type { ContentIndex } from '../../../main/contract/content.ts';
import { SanwuError } from '../../../main/contract/errors.ts';
import { canonicalJson, sha256Hex } from '../../../main/trust/digest.ts';
import { codes, makeSyncCounty, type SyncCounty, terminals } from '../../fakes/sync-county.ts';
import { hangGuard, SyncKiosk, until } from '../../fakes/sync-kiosk.ts';

const role = contentRole(codes.village, 'county');

describe('a folder that is not what the county signed', { timeout: hangGuard }, () => {
  let county: SyncCounty;
  let kiosk: SyncKiosk;
  let stick: string;

  beforeEach(async () => {
    county = await makeSyncCounty();
    kiosk = new SyncKiosk({ trustedRoot: county.root });
    await county.publish(['好内容']);
    await county.sign();
    stick = county.stick('stick');
    kiosk.start({ folder: stick });
    await until(() => kiosk.titles().length === 1, 'first content');
  });
  afterEach(async () => {
    await kiosk.remove();
    county.remove();
  });

  const settled = () => until(() => !kiosk.sync.status().busy, 'rest');
  /** The stick now carries what the county has, spoilt by `spoil`. */
  const bringSpoilt = async (spoil: (folder: string) => void, sign = county.sign) => {
    await sign();
    const next = county.stick('next');
    spoil(next);
    rmSync(stick, { recursive: true });
    renameSync(next, stick);
    await settled();
    await kiosk.sync.refreshNow();
  };
  const alerts = () =>
    kiosk.records.outbox(10, 'alert').map(({ payload }) => JSON.parse(Buffer.from(payload).toString()));
  const newestOf = (folder: string, name: string) => {
    const files = readdirSync(join(folder, 'metadata')).filter((file) => file.endsWith(`.${name}.json`));
    const version = (file: string) => Number.parseInt(file, 10);
    return join(folder, 'metadata', files.sort((a, b) => version(b) - version(a))[0] ?? '');
  };
  const flipSignature = (file: string) => {
    const text = readFileSync(file, 'utf8');
    const at = text.indexOf('"sig":"') + 20;
    writeFileSync(file, text.slice(0, at) + (text[at] === '0' ? '1' : '0') + text.slice(at + 1));
  };
  const indexOf = (folder: string): { sha256: string; index: ContentIndex } => {
    const signed = JSON.parse(readFileSync(newestOf(folder, encodeURIComponent(role)), 'utf8')).signed;
    const { sha256 } = signed.targets[indexPath(codes.village, 'county')].hashes;
    return { sha256, index: JSON.parse(readFileSync(join(folder, 'targets', sha256), 'utf8')) };
  };
  const flipByte = (file: string) => {
    const bytes = readFileSync(file);
    const at = Math.floor(bytes.length / 2);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(file, bytes);
  };
  /** Makes the county's role name `bytes` as its index, properly signed. */
  const publishIndex = async (division: string, bytes: Buffer, length = bytes.length) => {
    const change = new Change(county.county);
    const name = contentRole(division, 'county');
    const content = change.content(name);
    const sha256 = await putContent(county.county.folder.targets, bytes);
    content.targets.set(indexPath(division, 'county'), { length, sha256 });
    await change.stage(name, content);
    await change.commit();
  };

  it.each([
    ['timestamp', (folder: string) => flipSignature(join(folder, 'metadata', 'timestamp.json'))],
    ['snapshot', (folder: string) => flipSignature(newestOf(folder, 'snapshot'))],
    ['role', (folder: string) => flipSignature(newestOf(folder, encodeURIComponent(role)))],
    ['index', (folder: string) => flipByte(join(folder, 'targets', indexOf(folder).sha256))],
    [
      'pack',
      (folder: string) => flipByte(join(folder, 'targets', indexOf(folder).index.packs[0]?.sha256 ?? '')),
    ],
  ])(
    'one changed byte in the %s: refused, what was shown stays, and the true one is taken later',
    async (_what, spoil) => {
      await county.publish(['新内容']);
      await bringSpoilt(spoil);
      expect(kiosk.titles()).toEqual(['好内容']);
      expect(kiosk.sync.status().trouble).toBe('bad-signature');
      expect(alerts()).toMatchObject([{ kind: 'bad-signature', terminal: terminals.main }]);
      await bringSpoilt(() => {});
      expect(kiosk.titles()).toEqual(['好内容', '新内容']);
      expect(kiosk.sync.status().trouble).toBeUndefined();
    },
  );

  it('a changed attachment is refused; the content that names it is shown', async () => {
    const file = Buffer.alloc(150_000, 3);
    await county.publish(['带图'], { files: [file] });
    await bringSpoilt((folder) => flipByte(join(folder, 'targets', sha256Hex(file))));
    await until(() => kiosk.sync.status().trouble === 'bad-signature', 'refusal');
    expect(kiosk.titles()).toContain('带图');
    expect(kiosk.files.has(sha256Hex(file))).toBe(false);
  });

  it('one bad role does not keep the others out', async () => {
    await county.publish(['新内容']);
    await county.publish(['全县通知'], { division: codes.county });
    await bringSpoilt((folder) => flipSignature(newestOf(folder, encodeURIComponent(role))));
    expect(kiosk.titles()).toEqual(['全县通知', '好内容']);
  });

  const put = (folder: string) => {
    rmSync(stick, { recursive: true });
    cpSync(folder, stick, { recursive: true });
  };

  it('an old folder is refused and moves no floor: at once, after a restart, after the loss of content.db', async () => {
    const old = county.stick('old');
    await county.publish(['新内容']);
    await bringSpoilt(() => {});
    const floors = kiosk.records.floors();
    const refused = async (shown: string[]) => {
      await until(() => kiosk.sync.status().trouble === 'rollback', 'refusal');
      expect(kiosk.titles()).toEqual(shown);
      expect(kiosk.records.floors()).toEqual(floors);
    };
    put(old);
    await kiosk.sync.refreshNow();
    await refused(['好内容', '新内容']);
    await kiosk.stop();
    kiosk.start();
    await refused(['好内容', '新内容']);
    await kiosk.stop();
    kiosk.loseContent();
    kiosk.start();
    await refused([]);
  });

  it('when what was verified cannot be stored, the older folder is refused afterwards', async () => {
    const old = county.stick('old');
    await county.publish(['新内容']);
    kiosk.options.beforeActivate = () => {
      throw new SanwuError('storage-full', 'content.db');
    };
    await bringSpoilt(() => {});
    expect(kiosk.titles()).toEqual(['好内容']);
    await kiosk.stop();
    put(old);
    kiosk.start({ beforeActivate: () => {} });
    await until(() => kiosk.sync.status().trouble === 'rollback', 'refusal');
    put(county.stick('newest'));
    await kiosk.sync.refreshNow();
    expect(kiosk.titles()).toEqual(['好内容', '新内容']);
  });

  it('an index with an older sequence, newly signed, is refused', async () => {
    const before = indexOf(stick);
    await county.publish(['新内容']);
    await bringSpoilt(() => {});
    await publishIndex(codes.village, Buffer.from(canonicalJson(before.index)));
    await bringSpoilt(() => {});
    expect(kiosk.titles()).toEqual(['好内容', '新内容']);
    expect(kiosk.sync.status().trouble).toBe('rollback');
  });

  it('content signed for one village and named by another is refused, and the county is told', async () => {
    const { index } = indexOf(stick);
    const neighbour = new SyncKiosk({
      trustedRoot: county.root,
      village: codes.otherVillage,
      terminal: terminals.other,
    });
    await publishIndex(codes.otherVillage, Buffer.from(canonicalJson({ ...index, sequence: 99 })));
    await county.sign();
    neighbour.start({ folder: county.stick('foreign') });
    await until(() => neighbour.sync.status().trouble !== undefined, 'refusal');
    expect(neighbour.sync.status().trouble).toBe('foreign-content');
    expect(neighbour.titles()).toEqual([]);
    const told = neighbour.records
      .outbox(10, 'alert')
      .map(({ payload }) => JSON.parse(`${Buffer.from(payload)}`));
    expect(told).toMatchObject([{ kind: 'foreign-content', terminal: terminals.other }]);
    await neighbour.remove();
  });

  it.each([
    ['10 GB declared for an index', (index: ContentIndex) => ({ bytes: next(index), length: 10e9 })],
    ['10 GB declared for a pack', (index: ContentIndex) => ({ bytes: withPackLength(index, 10e9) })],
    ['a file longer than declared', (index: ContentIndex) => ({ bytes: next(index), length: 100 })],
    ['JSON deeper than anyone needs', () => ({ bytes: '['.repeat(5_000) + ']'.repeat(5_000) })],
  ])('%s stops at a named limit', async (_what, make) => {
    const made: { bytes: string; length?: number } = make(indexOf(stick).index);
    await publishIndex(codes.village, Buffer.from(made.bytes), made.length);
    await bringSpoilt(
      () => {},
      async () => {
        county.signBlindly();
        return 0;
      },
    );
    expect(kiosk.sync.status().trouble).toBe('limit');
    expect(kiosk.titles()).toEqual(['好内容']);
    expect(alerts()).toMatchObject([{ kind: 'limit' }]);
  });

  it('follows no link out of the folder', async () => {
    await county.publish(['新内容']);
    await bringSpoilt((folder) => {
      const file = join(folder, 'targets', indexOf(folder).sha256);
      renameSync(file, join(folder, 'elsewhere'));
      symlinkSync(join(folder, 'elsewhere'), file);
    });
    expect(kiosk.titles()).toEqual(['好内容']);
    expect(kiosk.sync.status().trouble).toBe('missing-file');
  });

  it.each([
    ['index', (folder: string) => join(folder, 'targets', indexOf(folder).sha256)],
    ['snapshot', (folder: string) => newestOf(folder, 'snapshot')],
    ['pack', (folder: string) => join(folder, 'targets', indexOf(folder).index.packs[0]?.sha256 ?? '')],
  ])(
    'is not stopped by a pipe in the place of the %s: it never opens what has no end',
    async (_what, fileIn) => {
      await county.publish(['新内容']);
      await bringSpoilt((folder) => {
        const file = fileIn(folder);
        rmSync(file);
        expect(spawnSync('mkfifo', [file]).status).toBe(0);
      });
      expect(kiosk.titles()).toEqual(['好内容']);
      expect(kiosk.sync.status().trouble).toBe('missing-file');
      await bringSpoilt(() => {});
      expect(kiosk.titles()).toEqual(['好内容', '新内容']);
    },
  );

  it('keeps odd attachment names as text: nothing is written outside the files folder', async () => {
    const outside = () => readdirSync(kiosk.dir).sort();
    const before = outside();
    const draft = { files: [Buffer.from('x')], title: '../../x?#%00' };
    await county.publish([draft.title, '字'.repeat(100)], { files: draft.files });
    await bringSpoilt(() => {});
    await until(() => kiosk.sync.status().filesMissing === 0 && !kiosk.sync.status().busy, 'files');
    expect(kiosk.titles()).toContain('../../x?#%00');
    expect(outside().filter((name) => !before.includes(name) && name !== 'files')).toEqual([]);
    const names = readdirSync(join(kiosk.dir, 'files'), { recursive: true }).map(String);
    expect(names.every((name) => /^([0-9a-f]{2}(\/[0-9a-f]{64})?|partial)$/.test(name))).toBe(true);
    expect(statSync(join(kiosk.dir, 'files')).isDirectory()).toBe(true);
  });

  it('an erased item is gone from the disk and does not come back from an old folder', async () => {
    const file = Buffer.alloc(70_000, 9);
    const [item] = await county.publish(['泄露身份证号'], { files: [file], body: '110101199001011234' });
    await bringSpoilt(() => {});
    await until(() => kiosk.files.has(sha256Hex(file)), 'file');
    const old = county.stick('old');
    await eraseItem(county.county, item?.id ?? '', '身份证号泄露');
    await bringSpoilt(() => {});
    const isGone = () => {
      expect(kiosk.item(item?.id ?? '')?.content).toBeUndefined();
      expect(kiosk.files.has(sha256Hex(file))).toBe(false);
    };
    isGone();
    expect(kiosk.records.erasures(10).map(({ id }) => id)).toEqual([item?.id]);
    expect(spawnSync('grep', ['-rla', '110101199001011234', kiosk.dir]).stdout.toString()).toBe('');
    await kiosk.stop();
    kiosk.loseContent();
    put(old);
    kiosk.start();
    await until(() => kiosk.sync.status().trouble === 'rollback', 'refusal');
    isGone();
    put(county.stick('newest'));
    await kiosk.sync.refreshNow();
    expect(kiosk.item(item?.id ?? '')?.erased?.reason).toBe('身份证号泄露');
  });
});

const next = (index: ContentIndex) => canonicalJson({ ...index, sequence: index.sequence + 1 });

function withPackLength(index: ContentIndex, length: number): string {
  return canonicalJson({
    ...index,
    sequence: index.sequence + 1,
    packs: index.packs.map((pack) => ({ ...pack, length })),
  });
}
