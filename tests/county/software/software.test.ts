import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { addSoftware, addTerminal, Origin } from '../../../county/open-county.ts';
import { sweepOld } from '../../../county/repository/sweep.ts';
import { SanwuError } from '../../../main/contract/errors.ts';
import { softwareOffer } from '../../../main/contract/software.ts';
import { packFolder } from '../../../main/releases/pack.ts';
import { writeFakeVersion } from '../../main/launcher/fake-version.ts';
import { lines, runCounty } from '../cli/run-county.ts';
import { StockClient } from '../fixture/stock-client.ts';
import { codes, passphrase, temporaryCounty } from '../fixture/temporary-county.ts';

async function prepared() {
  const { county, dir, folder } = await temporaryCounty();
  await addTerminal(county, { id: 'hall-1', village: codes.village });
  await addTerminal(county, { id: 'hall-2', village: codes.otherVillage });
  const passphraseFile = path.join(folder, 'passphrase');
  writeFileSync(passphraseFile, `${passphrase}\n`, { mode: 0o600 });
  const environment = { SANWU_COUNTY_DIR: dir, SANWU_PASSPHRASE_FILE: passphraseFile };
  const run = (...args: string[]) => runCounty(['software', ...args, '--json'], environment);
  const packageOf = (version: string, extra: Record<string, string> = {}) => {
    const at = path.join(folder, `package-${version}`);
    rmSync(at, { recursive: true, force: true });
    writeFakeVersion(at, version, 'well', extra);
    return at;
  };
  /** What a terminal's client sees, verified. */
  const offer = async () => {
    await new Origin({ dir }).once();
    const bytes = await new StockClient(county.folder.repository).target('software/linux-x64.json');
    return bytes && softwareOffer.parse(JSON.parse(bytes.toString('utf8')));
  };
  return { county, folder, run, packageOf, offer };
}

describe('software add', () => {
  it('signs a description of the folder and puts its archive among the files', async () => {
    const { county, run, packageOf, offer } = await prepared();
    const ran = await run('add', packageOf('1.2.0'), '--notes', '修好了打印');
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    const added = lines(ran)[0] as { archive: { sha256: string; length: number } };
    expect(added).toMatchObject({ version: '1.2.0', platform: 'linux-x64', terminals: ['hall-1', 'hall-2'] });
    const found = await offer();
    expect(found?.releases).toMatchObject([
      {
        version: '1.2.0',
        archive: added.archive,
        recordsSchema: 1,
        for: [codes.county],
        spreadHours: 0,
        notes: '修好了打印',
      },
    ]);
    expect(existsSync(path.join(county.folder.targets, added.archive.sha256))).toBe(true);
    expect(readdirSync(county.folder.dir).filter((name) => name.startsWith('software-'))).toEqual([]);
    // The archive is named by the description alone; it is not swept away with what nothing names.
    sweepOld(county.folder, Date.now() + 10 * 86_400_000, 86_400_000);
    expect(existsSync(path.join(county.folder.targets, added.archive.sha256))).toBe(true);
  });

  it('goes to a trial group first, then with the same archive to everybody; older ones for all go', async () => {
    const { run, packageOf, offer } = await prepared();
    await run('add', packageOf('1.0.0'));
    const next = packageOf('1.1.0');
    expect(lines(await run('add', next, '--for', 'hall-2'))[0]).toMatchObject({ terminals: ['hall-2'] });
    await run('add', next, '--for', codes.village);
    const trial = (await offer())?.releases.map((release) => [release.version, release.for]);
    expect(trial).toEqual([
      ['1.1.0', ['hall-2', codes.village]],
      ['1.0.0', [codes.county]],
    ]);
    const archive = path.join(path.dirname(next), 'release.tar.gz');
    await packFolder(next, archive);
    expect((await run('add', archive, '--for', codes.county, '--over', '12')).exitCode).toBe(0);
    expect((await offer())?.releases).toMatchObject([
      { version: '1.1.0', for: [codes.county], spreadHours: 12 },
    ]);
    expect(lines(await run('list'))).toMatchObject([{ version: '1.1.0', platform: 'linux-x64' }]);
  });

  it('refuses a version that was offered with another archive, and changes nothing', async () => {
    const { run, packageOf, offer } = await prepared();
    await run('add', packageOf('1.0.0'));
    const before = await offer();
    const again = await run('add', packageOf('1.0.0', { 'resources/app/new.txt': 'changed' }));
    expect(again.exitCode).toBe(1);
    expect(lines(again)[0]).toMatchObject({ message: expect.stringContaining('1.0.0') });
    expect(await offer()).toEqual(before);
  });

  it.each([
    ['an empty folder', (at: string) => rmSync(path.join(at, 'resources'), { recursive: true })],
    ['one without Node', (at: string) => rmSync(path.join(at, 'resources/node/node'))],
    ['one without the kiosk', (at: string) => rmSync(path.join(at, 'resources/app/kiosk.mjs'))],
    ['a version that is none', (at: string) => writeManifest(at, '1.0')],
    ['a version that leads elsewhere', (at: string) => writeManifest(at, '../../1.0.0')],
    ['a link in it', (at: string) => symlinkSync('/etc/passwd', path.join(at, 'resources/app/link'))],
  ])('refuses %s and offers nothing', async (_, spoil) => {
    const { county, packageOf, offer } = await prepared();
    const at = packageOf('1.0.0');
    spoil(at);
    await expect(addSoftware(county, { source: at, for: [] })).rejects.toBeInstanceOf(SanwuError);
    expect(await offer()).toBeUndefined();
  });

  it('refuses a damaged archive, an unknown terminal, and wrong usage', async () => {
    const { county, folder, run, packageOf } = await prepared();
    const file = path.join(folder, 'broken.tar.gz');
    writeFileSync(file, 'no archive');
    const damaged = await run('add', file);
    expect(damaged.exitCode).toBe(1);
    expect(lines(damaged)[0]).toMatchObject({ message: expect.stringMatching(/[一-鿿]/) });
    const toNobody = addSoftware(county, { source: packageOf('1.0.0'), for: ['nobody'] });
    await expect(toNobody).rejects.toMatchObject({ kind: 'not-found', subject: 'nobody' });
    expect((await run('add', packageOf('1.0.0'), '--for', 'No Body')).exitCode).toBe(2);
    expect((await run('add', path.join(folder, 'not-there'))).exitCode).toBe(2);
    expect((await run('add', packageOf('1.0.0'), '--over', '-1')).exitCode).toBe(2);
  });
});

describe('software withdraw', () => {
  it('offers the version no longer; a version that is not offered is said to be unknown', async () => {
    const { run, packageOf, offer } = await prepared();
    await run('add', packageOf('1.0.0'));
    await run('add', packageOf('1.1.0'), '--for', 'hall-1');
    expect(lines(await run('withdraw', '1.1.0'))).toEqual([{ version: '1.1.0', platforms: ['linux-x64'] }]);
    expect((await offer())?.releases).toMatchObject([{ version: '1.0.0' }]);
    expect((await run('withdraw', '1.1.0')).exitCode).toBe(1);
    expect((await run('withdraw', '1.0.0')).exitCode).toBe(0);
    expect(await offer()).toBeUndefined();
    expect((await run('withdraw', 'x')).exitCode).toBe(2);
  });
});

function writeManifest(at: string, version: string): void {
  const file = path.join(at, 'resources/app/package.json');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ name: 'sanwu', version, platform: 'linux-x64' }));
}
