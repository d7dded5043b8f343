/**
 * The county's public items as static pages (R5.6): `<id>/<version>/`, which is where the QR codes lead, `<id>/` for the
 * newest, `<code>/` for a division, `files/`. Only what changed is written anew; what was erased is gone from here too.
 */

import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { type ItemRecord, sha256 } from '../../main/contract/content.ts';
import { webText } from '../../main/text/county-web.ts';
import { canonicalJson, sha256Hex } from '../../main/trust/digest.ts';
import { SignerContent } from '../publish/signer-content.ts';
import type { County } from '../repository/county.ts';
import { placeDurably } from '../repository/files.ts';
import { type Registry, readRegistry } from '../repository/registry.ts';
import { RoleTree } from '../repository/role-tree.ts';
import { targetsContent } from '../repository/tuf-json.ts';
import { type Beside, Neighbours } from './beside.ts';
import { countyPage, divisionPage, type ListedItem, poster } from './division-page.ts';
import { erasedPage, itemPage, publicFile, type ShownRecord, type Site } from './item-page.ts';

export type SiteRequest = { out: string; division?: string; address?: string };
export type BuiltSite = { pages: number; files: number };

/** What each item's pages were made from: so that the next run leaves them alone. */
const state = z.record(z.string(), sha256);
const stateFile = 'built.json';
const contentRole = /^v\/(\d{12})\/([a-z0-9-]{3,32})$/;

/** Grows when pages look otherwise: those of an earlier program are written anew. */
const pageLook = 3;

type Building = BuiltSite & {
  out: string;
  /** Digest of all that pages hold beside their item. */
  look: string;
  targets: string;
  site: Site;
  neighbours: Neighbours;
  before: Record<string, string>;
  after: Record<string, string>;
};

async function write(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await placeDurably(file, text, 0o644);
}

async function readState(out: string): Promise<Record<string, string>> {
  const file = path.join(out, stateFile);
  if (!existsSync(file)) return {};
  const parsed = state.safeParse(JSON.parse(await readFile(file, 'utf8').catch(() => '{}')));
  return parsed.success ? parsed.data : {};
}

async function placeFiles(building: Building, record: ShownRecord): Promise<void> {
  for (const { content } of record.versions) {
    for (const file of content.attachments.filter(({ access }) => access === 'all')) {
      const target = path.join(building.out, 'files', publicFile(file));
      if (existsSync(target)) continue;
      await mkdir(path.dirname(target), { recursive: true });
      await copyFile(path.join(building.targets, file.sha256), target);
      building.files += 1;
    }
  }
}

async function writeShown(building: Building, record: ShownRecord, beside: Beside): Promise<void> {
  const folder = path.join(building.out, record.id);
  await placeFiles(building, record);
  for (const version of record.versions) {
    const place = path.join(folder, String(version.content.version));
    await write(path.join(place, 'item.json'), `${canonicalJson(version.content)}\n`);
    await write(path.join(place, 'index.html'), itemPage(record, version, building.site, beside));
    building.pages += 1;
  }
  const newest = record.versions.at(-1);
  if (newest)
    await write(path.join(folder, 'index.html'), redirect(newest.content.version, newest.content.title));
}

/** Works without a script, and from a file too. */
const redirect = (version: number, title: string) =>
  `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=./${version}/"><title>${title.replace(/[<>&"]/g, '')}</title><a href="./${version}/">${webText.current}</a></html>\n`;

async function writeErased(
  building: Building,
  record: Extract<ItemRecord, { state: 'erased' }>,
): Promise<void> {
  const folder = path.join(building.out, record.id);
  await rm(folder, { recursive: true, force: true });
  const pageAt = (up: string) => erasedPage(record.id, record.erased, building.site, up);
  await write(path.join(folder, 'index.html'), pageAt('../'));
  // Codes on paper still lead to each version's address.
  for (const { version } of record.erasedVersions)
    await write(path.join(folder, String(version), 'index.html'), pageAt('../../'));
  building.pages += 1;
}

async function writeItem(building: Building, record: ItemRecord): Promise<void> {
  const beside = building.neighbours.of(record);
  const made = sha256Hex(canonicalJson({ record, beside, look: building.look }));
  building.after[record.id] = made;
  if (building.before[record.id] === made && existsSync(path.join(building.out, record.id))) return;
  if (record.state === 'erased') await writeErased(building, record);
  else await writeShown(building, record, beside);
}

function listed(record: ItemRecord): ListedItem[] {
  const newest = record.state === 'published' ? record.versions.at(-1)?.content : undefined;
  if (!newest) return [];
  const { id, title, module, publishedAt } = newest;
  return [{ id, title, module, publishedAt }];
}

function* contentsOf(county: County, division: string | undefined): Generator<SignerContent> {
  for (const { name, metadata } of new RoleTree(county.folder.metadata).walk()) {
    const [, code, signer] = contentRole.exec(name) ?? [];
    if (!code || !signer || (division !== undefined && division !== code)) continue;
    yield new SignerContent(county.folder.targets, code, signer, targetsContent(metadata.signed));
  }
}

function* recordsOf(county: County): Generator<ItemRecord> {
  for (const content of contentsOf(county, undefined))
    for (const entry of content.entries) yield* content.part(entry).items;
}

/** Files that no item names any more: what was erased must not stay behind. */
async function sweepFiles(out: string, used: ReadonlySet<string>): Promise<void> {
  const folder = path.join(out, 'files');
  if (!existsSync(folder)) return;
  for (const name of await readdir(folder))
    if (!used.has(name)) await rm(path.join(folder, name), { force: true });
}

function namesIn(registry: Registry): Map<string, string> {
  const divisions = [...registry.townships, ...registry.villages];
  return new Map([
    [registry.code, registry.name],
    ...divisions.map(({ code, name }) => [code, name] as const),
  ]);
}

/**
 * Builds or renews the site.
 * @param request `address`: where the site is reached, for the posters; without it there are none
 * @throws SanwuError `missing-file`, `broken-file`
 */
export async function buildSite(county: County, { out, division, address }: SiteRequest): Promise<BuiltSite> {
  const registry = readRegistry(county.folder);
  const places = namesIn(registry);
  const site = { name: webText.site(registry.name), demo: registry.demo === true, places };
  const building: Building = {
    ...{ out, targets: county.folder.targets, site, pages: 0, files: 0 },
    neighbours: new Neighbours(recordsOf(county)),
    look: sha256Hex(canonicalJson([pageLook, site.name, site.demo, [...places]])),
    before: await readState(out),
    after: {},
  };
  const lists = new Map<string, ListedItem[]>();
  const used = new Set<string>();
  for (const content of contentsOf(county, division)) {
    const list = lists.get(content.division) ?? [];
    lists.set(content.division, list);
    for (const record of content.entries.flatMap((entry) => content.part(entry).items)) {
      await writeItem(building, record);
      list.push(...listed(record));
      if (record.state === 'erased') continue;
      for (const version of record.versions)
        for (const file of version.content.attachments) if (file.access === 'all') used.add(publicFile(file));
    }
  }
  for (const [code, items] of lists) {
    const name = places.get(code) ?? code;
    await write(path.join(out, code, 'index.html'), divisionPage(name, items, site));
    building.pages += 1;
    if (address)
      await write(path.join(out, code, 'poster.html'), await poster(name, `${address}/${code}/`, site));
  }
  if (division === undefined) {
    await write(path.join(out, 'index.html'), countyPage([...lists.keys()].sort(), site));
    await sweepFiles(out, used);
  }
  const kept = division === undefined ? building.after : { ...building.before, ...building.after };
  await write(path.join(out, stateFile), `${JSON.stringify(kept)}\n`);
  return { pages: building.pages, files: building.files };
}
