/** A small real county for sync tests: one township, two villages, a terminal in each, and what they publish. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCounty } from '../../county/divisions/create-county.ts';
import { addTownship, addVillages } from '../../county/divisions/divisions.ts';
import { addTerminal, type TerminalCredentials } from '../../county/divisions/terminals.ts';
import { readOriginCredentials } from '../../county/fleet/origin-credentials.ts';
import { readOnlineKeys } from '../../county/keys/key-store.ts';
import type { ItemResult } from '../../county/publish/desk.ts';
import { publishItems } from '../../county/publish/publish-items.ts';
import type { ItemDraft } from '../../county/publish/versions.ts';
import { type County, countyAt } from '../../county/repository/county.ts';
import { RoleTree } from '../../county/repository/role-tree.ts';
import { signSnapshot, signTimestamp } from '../../county/repository/tuf-json.ts';
import { Origin } from '../../county/serve/origin.ts';
import { sha256Hex } from '../../main/trust/digest.ts';

export const codes = {
  county: '990001000000',
  township: '990001001000',
  village: '990001001001',
  otherVillage: '990001001002',
} as const;
export const terminals = { main: 'yunxi-hall-1', other: 'qiaotou-hall-1' } as const;

export type SyncCounty = {
  county: County;
  /** The county's folder; `repository` in it is what a stick carries. */
  dir: string;
  repository: string;
  root: Uint8Array;
  accounts: { passwords: string; acl: string };
  origin: { username: string; password: string };
  credentials: Record<'main' | 'other', TerminalCredentials>;
  publish(titles: readonly string[], options?: PublishOptions): Promise<ItemResult[]>;
  /** Signs what is pending, as `serve --once` does. */
  sign(): Promise<number>;
  /** Signs snapshot and timestamp over whatever the roles say, as a county with stolen online keys would. */
  signBlindly(): void;
  /** A copy of `repository` as it is now; goes with the county. */
  stick(name: string): string;
  /** A copy of the whole county's folder as it is now, keys too; goes with the county. */
  copy(name: string): string;
  remove(): void;
};

export type PublishOptions = {
  division?: string;
  signer?: string;
  files?: readonly Uint8Array[];
  body?: string;
};

export function draftOf(title: string, options: PublishOptions = {}): ItemDraft {
  const attachments = (options.files ?? []).map((bytes, index) => ({
    bytes,
    sha256: sha256Hex(bytes),
    length: bytes.length,
    mediaType: 'image/jpeg',
    name: `photo-${index}.jpg`,
    access: 'all' as const,
  }));
  return {
    division: options.division ?? codes.village,
    source: 'county',
    title,
    catalogue: ['village.affairs.1'],
    module: 'village',
    kind: 'notice',
    reviewed: [],
    body: options.body ?? `${title}。`,
    tables: [],
    attachments,
  };
}

function signBlindly({ folder, clock }: County): void {
  const tree = new RoleTree(folder.metadata);
  const keys = readOnlineKeys(folder.onlineKeys);
  const keyOf = (role: string) => {
    const key = keys.get(tree.root.signed.roles[role]?.keyIDs[0] ?? '');
    if (key === undefined) throw new Error(`no ${role} key`);
    return key;
  };
  const file = join(folder.metadata, 'timestamp.json');
  const { signed } = JSON.parse(readFileSync(file, 'utf8'));
  const version = signed.meta['snapshot.json'].version + 1;
  const versions = new Map(tree.walk().map((role) => [role.name, role.version]));
  const snapshot = signSnapshot(versions, version, clock(), keyOf('snapshot'));
  writeFileSync(join(folder.metadata, `${version}.snapshot.json`), snapshot);
  const reference = { version, length: snapshot.length, sha256: sha256Hex(snapshot) };
  writeFileSync(file, signTimestamp(reference, signed.version + 1, clock(), keyOf('timestamp')));
}

/** Making keys takes its time: once for each test file, then copied. */
let template: Promise<{ home: string; main: TerminalCredentials; other: TerminalCredentials }> | undefined;

async function makeTemplate() {
  const home = mkdtempSync(join(tmpdir(), 'sanwu-sync-county-'));
  process.once('exit', () => rmSync(home, { recursive: true, force: true }));
  const dir = join(home, 'county');
  const county = await createCounty({ dir, code: codes.county, name: '越州县', passphrase: 'test' });
  await addTownship(county, { code: codes.township, name: '柳桥镇' });
  await addVillages(county, [
    { code: codes.village, name: '云溪村', kind: 'village' },
    { code: codes.otherVillage, name: '桥头村', kind: 'village' },
  ]);
  const main = await addTerminal(county, { id: terminals.main, village: codes.village });
  const other = await addTerminal(county, { id: terminals.other, village: codes.otherVillage });
  return { home, main, other };
}

/** @param clock the county's, UTC ms */
export async function makeSyncCounty(clock: () => number = Date.now): Promise<SyncCounty> {
  template ??= makeTemplate();
  const { home: made, main, other } = await template;
  const home = mkdtempSync(join(tmpdir(), 'sanwu-sync-county-'));
  cpSync(made, home, { recursive: true });
  const dir = join(home, 'county');
  const county = countyAt(dir, async () => 'test', clock);
  const { folder } = county;
  return {
    county,
    dir,
    repository: folder.repository,
    root: readFileSync(join(folder.metadata, '1.root.json')),
    accounts: {
      passwords: join(folder.broker, 'mosquitto.passwords'),
      acl: join(folder.broker, 'mosquitto.acl'),
    },
    origin: readOriginCredentials(folder),
    credentials: { main, other },
    publish: (titles, options = {}) =>
      publishItems(county, {
        division: options.division ?? codes.village,
        signer: options.signer ?? 'county',
        items: titles.map((title) => ({ draft: draftOf(title, options) })),
      }),
    sign: () => new Origin({ dir, clock }).once(),
    signBlindly: () => signBlindly(county),
    stick: (name) => {
      const stick = join(home, name);
      rmSync(stick, { recursive: true, force: true });
      cpSync(folder.repository, stick, { recursive: true });
      return stick;
    },
    copy: (name) => {
      const copied = join(home, name);
      cpSync(dir, copied, { recursive: true });
      return copied;
    },
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}
