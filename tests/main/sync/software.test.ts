/** What a terminal takes for an offer of new software: only what the county's top role has signed (docs/updates.md). */
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Change } from '../../../county/repository/county.ts';
import { putContent } from '../../../county/repository/files.ts';
import { addSoftware, withdrawSoftware } from '../../../county/software/software.ts';
import type { SoftwareOffer } from '../../../main/contract/software.ts';
import type { SoftwarePort } from '../../../main/sync/ports.ts';
import { canonicalJson, sha256Hex } from '../../../main/trust/digest.ts';
import { codes, makeSyncCounty, type SyncCounty } from '../../fakes/sync-county.ts';
import { hangGuard, SyncKiosk, until } from '../../fakes/sync-kiosk.ts';
import { writeFakeVersion } from '../launcher/fake-version.ts';

const target = 'software/linux-x64.json';

/** The software service's place, remembering what it is given. */
class Listener implements SoftwarePort {
  readonly platform = 'linux-x64';
  readonly offers: (SoftwareOffer | undefined)[] = [];
  readonly failures: string[] = [];
  offered(offer: SoftwareOffer | undefined): void {
    this.offers.push(offer);
  }
  wanted() {
    const release = this.offers.at(-1)?.releases[0];
    return release && { sha256: release.archive.sha256, length: release.archive.length };
  }
  kept(): string[] {
    return [this.wanted()?.sha256 ?? ''];
  }
  failed(_: string, kind: string): void {
    this.failures.push(kind);
  }
}

describe('an offer of software', { timeout: hangGuard }, () => {
  let county: SyncCounty;
  let kiosk: SyncKiosk;
  let updates: Listener;
  let stick: string;

  beforeEach(async () => {
    county = await makeSyncCounty();
    updates = new Listener();
    kiosk = new SyncKiosk({ trustedRoot: county.root, updates });
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

  const bring = async (spoil: (folder: string) => void = () => undefined) => {
    const next = county.stick('next');
    spoil(next);
    rmSync(stick, { recursive: true });
    renameSync(next, stick);
    await until(() => !kiosk.sync.status().busy, 'rest');
    await kiosk.sync.refreshNow();
    await until(() => !kiosk.sync.status().busy, 'rest');
  };
  const add = async (version: string) => {
    const source = join(county.dir, `package-${version}`);
    writeFakeVersion(source, version);
    const added = await addSoftware(county.county, { source, for: [] });
    await county.sign();
    return added;
  };
  const newest = () => updates.offers.at(-1)?.releases.map(({ version }) => version);

  it('arrives beside content, its archive after it, and both survive the sweep; withdrawn, it is none', async () => {
    expect(updates.offers).toEqual([undefined]);
    const { archive } = await add('1.1.0');
    await bring();
    expect(newest()).toEqual(['1.1.0']);
    await until(() => kiosk.files.has(archive.sha256), 'the archive');
    await county.publish(['更多内容']);
    await county.sign();
    await bring();
    await until(() => kiosk.titles().length === 2, 'more content');
    expect(kiosk.files.has(archive.sha256)).toBe(true);
    await withdrawSoftware(county.county, '1.1.0');
    await county.sign();
    await bring();
    expect(updates.offers.at(-1)).toBeUndefined();
  });

  it('without the county’s signature is refused, and an older one does not come back', async () => {
    await add('1.1.0');
    const old = county.stick('old');
    await add('1.2.0');
    await bring();
    expect(newest()).toEqual(['1.2.0']);
    await add('1.3.0');
    await county.publish(['新内容']);
    await county.sign();
    await bring((folder) => {
      // Somebody on the way names another archive in the targets role.
      const names = readdirSync(join(folder, 'metadata')).filter((name) => /^\d+\.targets\.json$/.test(name));
      const last = Math.max(...names.map((name) => Number.parseInt(name, 10)));
      const file = join(folder, 'metadata', `${last}.targets.json`);
      const forged = JSON.parse(readFileSync(file, 'utf8'));
      const bytes = readFileSync(join(folder, 'targets', forged.signed.targets[target].hashes.sha256));
      const evil = Buffer.from(bytes.toString('utf8').replace('1.3.0', '9.9.9'));
      writeFileSync(join(folder, 'targets', sha256Hex(evil)), evil);
      forged.signed.targets[target] = { length: evil.length, hashes: { sha256: sha256Hex(evil) } };
      writeFileSync(file, JSON.stringify(forged));
    });
    expect(kiosk.sync.status()).toMatchObject({ trouble: 'bad-signature' });
    expect(newest()).toEqual(['1.2.0']);
    rmSync(stick, { recursive: true });
    renameSync(old, stick);
    await kiosk.sync.refreshNow();
    expect(newest()).toEqual(['1.2.0']);
  });

  it('signed by a role below counts for nothing', async () => {
    const role = `county/${codes.township}`;
    const offer: SoftwareOffer = { type: 'sanwu.software', format: 1, platform: 'linux-x64', releases: [] };
    const bytes = Buffer.from(canonicalJson(offer));
    const sha256 = await putContent(county.county.folder.targets, bytes);
    const change = new Change(county.county);
    const content = change.content(role);
    content.targets.set(target, { length: bytes.length, sha256 });
    await change.stage(role, content);
    await change.commit();
    await county.sign();
    await bring();
    expect(updates.offers.every((each) => each === undefined)).toBe(true);
  });

  it.each([
    ['malformed', 'malformed', (bytes: string) => bytes.replace('"releases"', '"realises"')],
    ['for another platform', 'foreign-content', (bytes: string) => bytes.replace('linux-x64', 'win32-x64')],
  ])('%s keeps no content out and leaves the offer before it', async (_, kind, spoil) => {
    await add('1.1.0');
    await bring();
    const change = new Change(county.county);
    const content = change.content('targets');
    const before = content.targets.get(target)?.sha256 ?? '';
    const bytes = Buffer.from(spoil(readFileSync(join(county.repository, 'targets', before), 'utf8')));
    const sha256 = await putContent(county.county.folder.targets, bytes);
    content.targets.set(target, { length: bytes.length, sha256 });
    await change.stage('targets', content);
    await change.commit();
    await county.publish(['新内容']);
    await county.sign();
    await bring();
    expect(kiosk.titles()).toEqual(['好内容', '新内容'].sort());
    expect(newest()).toEqual(['1.1.0']);
    expect(kiosk.sync.status()).toMatchObject({ trouble: kind, subject: target });
  });

  it('whose archive was changed by one byte brings nothing; the service is told why', async () => {
    const { archive } = await add('1.1.0');
    await bring((folder) => {
      const file = join(folder, 'targets', archive.sha256);
      const bytes = readFileSync(file);
      bytes[10] = (bytes[10] ?? 0) ^ 1;
      writeFileSync(file, bytes);
    });
    await until(() => updates.failures.length > 0, 'the refusal');
    expect(updates.failures).toEqual(['bad-signature']);
    expect(kiosk.files.has(archive.sha256)).toBe(false);
  });
});
