/** Makes the demo county's folder: keys, roles, and everything that its villages disclose. */
import { setTimeout as pause } from 'node:timers/promises';
import { startOfDay } from '../../main/calendar/days.ts';
import { moduleOf } from '../../main/catalogue/index.ts';
import { SanwuError } from '../../main/contract/errors.ts';
import { sha256Hex } from '../../main/trust/digest.ts';
import { createCounty } from '../divisions/create-county.ts';
import { addTownship, addVillages } from '../divisions/divisions.ts';
import { setSettings } from '../divisions/terminals.ts';
import { readRecordsSecret } from '../keys/sealing-keys.ts';
import { PersonalStore } from '../personal/store.ts';
import { eraseItem } from '../publish/erasure.ts';
import { type ItemToPublish, publishItems } from '../publish/publish-items.ts';
import type { GivenAttachment, ItemDraft } from '../publish/versions.ts';
import type { County } from '../repository/county.ts';
import { demoContent, type NumberedItem } from './content.ts';
import type { DemoItem, FilePlan } from './demo-item.ts';
import { draw, mediaTypes } from './drawing/draw.ts';
import { demoFace } from './face.ts';
import { demoLists } from './personal-lists.ts';
import { demoLinks, demoPlaces, mainVillage, villages } from './places.ts';

export type DemoOptions = {
  /** Folder of the county; must be absent or empty. */
  dir: string;
  /** `YYYY-MM-DD` in Asia/Shanghai. Items are older than its first instant. */
  today: string;
  passphrase: string;
  /** Items made, of all; called some twenty times. */
  onProgress?: (done: number, total: number) => void;
};

type Drawn = ReadonlyMap<FilePlan, GivenAttachment>;

function drawn(plan: FilePlan, seed: string, issuer: string): GivenAttachment {
  const bytes = draw(plan, seed, issuer);
  const { name, title, access, voucherFor } = plan;
  return {
    bytes,
    sha256: sha256Hex(bytes),
    length: bytes.length,
    mediaType: mediaTypes[plan.drawing],
    name,
    title,
    access,
    ...(voucherFor === undefined ? {} : { voucherFor }),
  };
}

/** The draft as `publish` would have read it. @throws SanwuError `malformed` for an unknown catalogue entry */
export function draftOf(item: DemoItem & { id?: string; followsId?: string }, files: Drawn): ItemDraft {
  const { key: _key, place, publishedAt: _at, follows: _follows, id, followsId, ...rest } = item;
  const {
    signer: _signer,
    corrections: _corrections,
    withdrawn: _withdrawn,
    erased: _erased,
    files: plans,
    ...content
  } = rest;
  const module = moduleOf(content.catalogue[0] ?? '');
  if (!module) throw new SanwuError('malformed', content.catalogue[0] ?? '');
  return {
    ...content,
    module,
    division: place.code,
    demo: true,
    attachments: plans.flatMap((plan) => files.get(plan) ?? []),
    ...(id === undefined ? {} : { requestedId: id }),
    ...(followsId === undefined ? {} : { follows: followsId }),
  };
}

function toPublish(item: NumberedItem, files: Drawn): ItemToPublish {
  const corrections = item.corrections?.map(({ item: corrected, reason, publishedAt }) => ({
    draft: draftOf(
      { ...corrected, id: item.id, ...(item.followsId === undefined ? {} : { followsId: item.followsId }) },
      files,
    ),
    reason,
    publishedAt,
  }));
  return {
    draft: draftOf(item, files),
    publishedAt: item.publishedAt,
    ...(corrections ? { corrections } : {}),
    ...(item.withdrawn ? { withdrawn: item.withdrawn } : {}),
  };
}

const plansOf = (item: DemoItem) => [
  ...item.files,
  ...(item.corrections ?? []).flatMap((correction) => correction.item.files),
];

/** Reports of progress, about. */
const reports = 20;

/** Draws the files item by item; lets the event loop breathe so that progress can be shown. */
async function drawAll(
  items: readonly DemoItem[],
  report: (done: number, total: number) => void = () => undefined,
): Promise<Drawn> {
  const files = new Map<FilePlan, GivenAttachment>();
  const step = Math.ceil(items.length / reports);
  for (const [place, item] of items.entries()) {
    for (const plan of plansOf(item)) {
      if (!files.has(plan)) files.set(plan, drawn(plan, `${item.key}/${plan.name}`, item.place.name));
      await pause(0);
    }
    if ((place + 1) % step === 0 || place + 1 === items.length) report(place + 1, items.length);
  }
  return files;
}

async function register(county: County): Promise<void> {
  for (const { code, name } of demoPlaces.townships) await addTownship(county, { code, name });
  await addVillages(
    county,
    demoPlaces.villages.map(({ code, name, kind }) => ({ code, name, kind })),
  );
  await setSettings(county, demoPlaces.county.code, { links: [...demoLinks], face: demoFace() });
  for (const { code, people } of villages)
    await setSettings(county, code, {
      headCounts: { villagers: people, representatives: representatives(people) },
    });
}

/** Village representatives, one for some forty people. */
const representatives = (people: number) => Math.max(15, Math.round(people / 40));

/** Own subsidies of the main village's people (R2.4). */
function takeLists(county: County, today: string): void {
  const store = PersonalStore.open(county.folder, readRecordsSecret(county.folder));
  try {
    for (const { programme, period, rows } of demoLists(mainVillage, Number(today.slice(0, 4))))
      store.take({ programme, period, takenAt: startOfDay(today) }, rows, false);
  } finally {
    store.close();
  }
}

/**
 * @returns the opened county, on the machine's own clock from then on
 * @throws CountyRefusal `county-exists`
 */
export async function createDemoCounty({ dir, today, passphrase, onProgress }: DemoOptions): Promise<County> {
  // While the history is written the county's clock stands where that history is; afterwards it is the machine's.
  let now: number | undefined = startOfDay(today);
  const county = await createCounty({
    dir,
    ...demoPlaces.county,
    passphrase,
    demo: true,
    clock: () => now ?? Date.now(),
  });
  await register(county);
  takeLists(county, today);
  const items = demoContent(today);
  const files = await drawAll(items, onProgress);
  const desks = Map.groupBy(items, ({ place, signer }) => `${place.code} ${signer}`);
  for (const group of desks.values()) {
    const [first] = group;
    if (!first) continue;
    await publishItems(county, {
      division: first.place.code,
      signer: first.signer,
      items: group.map((item) => toPublish(item, files)),
    });
  }
  for (const { id, erased } of items) {
    if (!erased) continue;
    now = erased.at;
    await eraseItem(county, id, erased.reason);
  }
  now = undefined;
  return county;
}
