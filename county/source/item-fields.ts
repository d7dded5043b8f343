/** What the front matter says of an item itself: title, catalogue, period, who made it, what it follows. */
import { catalogueEntryId, reviewSteps } from '../../main/contract/catalogue.ts';
import { type ItemKind, itemId, itemKinds, type SignOff } from '../../main/contract/content.ts';
import { limits } from '../../main/contract/limits.ts';
import { frontMatterText, itemText } from '../../main/text/source.ts';
import { isDay } from './days.ts';
import type { Mapping } from './front-matter.ts';
import { nearest } from './nearest.ts';
import { checkPeriod, suggestPeriod } from './period.ts';
import { readDayOrTime, readPublicity } from './publicity.ts';
import { powerKeys, projectKeys, readPower, readProject } from './references.ts';
import type { ReadOptions, SourceDraft } from './source-types.ts';

const keys = [
  'id',
  'title',
  'catalogue',
  'period',
  'dated',
  'kind',
  'compiled',
  'reviewed',
  'approved',
  'publicity',
  'follows',
  'project',
  ...projectKeys,
  'power',
  ...powerKeys,
  'tables',
  'attachments',
  'emphasis',
] as const;

const catalogueMost = 20;
const reviewsMost = 20;

export type ItemFields = Omit<SourceDraft, 'file' | 'body' | 'tables' | 'attachments'>;

function readSignOff(mapping: Mapping, withStep: boolean): SignOff | undefined {
  mapping.refuseUnknown(withStep ? ['by', 'on', 'step'] : ['by', 'on']);
  mapping.require('by');
  const by = mapping.text('by');
  const on = readDayOrTime(mapping, 'on');
  const step = withStep ? mapping.choice('step', reviewSteps) : undefined;
  if (by === undefined) return undefined;
  return { by, ...(on !== undefined && { on }), ...(step !== undefined && { step }) };
}

function readSingleSignOff(item: Mapping, key: string): SignOff | undefined {
  if (item.has(key) && !item.isMapping(key)) {
    item.problem(key, itemText.signOff(key, item.text(key)));
    return undefined;
  }
  const mapping = item.mapping(key);
  return mapping && readSignOff(mapping, false);
}

function readReviews(item: Mapping): SignOff[] {
  return item.list('reviewed', reviewsMost).flatMap((entry) => {
    const signOff = entry.mapping ? readSignOff(entry.mapping, true) : undefined;
    if (!entry.mapping) entry.problem(itemText.signOffs(entry.text));
    return signOff ? [signOff] : [];
  });
}

/** The id that was meant, among those that the division takes. */
function meantEntry(text: string, options: ReadOptions): string | undefined {
  const stranger = strangeTo[options.divisionKind];
  const taken = (options.catalogueIds ?? []).filter(
    (id) => stranger === undefined || !id.startsWith(stranger),
  );
  return nearest(text, taken);
}

const strangeTo: Partial<Record<ReadOptions['divisionKind'], string>> = {
  village: 'community.',
  community: 'village.',
};

function readCatalogue(
  item: Mapping,
  options: ReadOptions,
): Pick<ItemFields, 'catalogue' | 'module'> | undefined {
  const catalogue: string[] = [];
  let module: ItemFields['module'] | undefined;
  for (const { text, problem } of item.list('catalogue', catalogueMost)) {
    if (text === undefined) {
      problem(frontMatterText.shape('text'));
      continue;
    }
    const entry = catalogueEntryId.safeParse(text).success ? options.catalogueEntry(text) : undefined;
    const stranger = strangeTo[options.divisionKind];
    if (!catalogueEntryId.safeParse(text).success)
      problem(itemText.catalogueForm(text, meantEntry(text, options)));
    else if (stranger !== undefined && text.startsWith(stranger)) {
      problem(itemText.catalogueKind(text, options.divisionKind));
    } else if (!entry) problem(itemText.catalogueUnknown(text, meantEntry(text, options)));
    else if (catalogue.includes(text)) problem(frontMatterText.repeated(text));
    else {
      catalogue.push(text);
      module ??= entry.module;
    }
  }
  return module === undefined ? undefined : { catalogue, module };
}

function readPeriod(item: Mapping): string | undefined {
  const text = item.text('period');
  if (text === undefined) return undefined;
  const verdict = checkPeriod(text);
  if (verdict === 'good') return text;
  item.problem(
    'period',
    verdict === 'order' ? itemText.periodOrder() : itemText.period(text, suggestPeriod(text)),
  );
  return undefined;
}

function readDated(item: Mapping): string | undefined {
  const text = item.text('dated');
  if (text === undefined || isDay(text)) return text;
  item.problem('dated', itemText.day(text));
  return undefined;
}

function readId(item: Mapping, options: ReadOptions): string | undefined {
  const text = item.text('id');
  if (text === undefined) return undefined;
  if (!itemId.safeParse(text).success) item.problem('id', itemText.id(text));
  else if (!text.startsWith(`${options.division}.`))
    item.problem('id', itemText.idElsewhere(options.division));
  else return text;
  return undefined;
}

/** Existence is checked when all sources of the batch are known. */
function readFollows(item: Mapping, ownId: string | undefined): string | undefined {
  const text = item.text('follows');
  if (text === undefined) return undefined;
  if (!itemId.safeParse(text).success) item.problem('follows', itemText.follows(text));
  else if (text === ownId) item.problem('follows', itemText.followsItself());
  else return text;
  return undefined;
}

function readKind(item: Mapping): ItemKind | undefined {
  if (item.has('kind')) return item.choice('kind', itemKinds);
  if (item.has('project')) return 'project';
  return item.has('power') ? 'power' : 'general';
}

const present = <Key extends string, Value>(key: Key, value: Value | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { [K in Key]?: Value };

/** Reads all but tables, attachments and body. @returns `undefined` when title, catalogue or kind is not usable (reported) */
export function readItemFields(item: Mapping, options: ReadOptions): ItemFields | undefined {
  item.refuseUnknown(keys);
  item.require('title');
  item.require('catalogue');
  const id = readId(item, options);
  const title = item.text('title', limits.titleCharacters);
  const filed = readCatalogue(item, options);
  const kind = readKind(item);
  const publicityMapping = item.mapping('publicity');
  const optional = {
    ...present('requestedId', id),
    ...present('emphasis', item.text('emphasis')),
    ...present('period', readPeriod(item)),
    ...present('dated', readDated(item)),
    ...present('compiled', readSingleSignOff(item, 'compiled')),
    ...present('approved', readSingleSignOff(item, 'approved')),
    ...present(
      'publicity',
      publicityMapping && readPublicity(publicityMapping, options.now, options.workdays),
    ),
    ...present('follows', readFollows(item, id)),
    ...present('project', readProject(item)),
    ...present('power', readPower(item)),
  };
  const reviewed = readReviews(item);
  if (title === undefined || !filed || kind === undefined) return undefined;
  return {
    division: options.division,
    source: options.source,
    title,
    ...filed,
    kind,
    reviewed,
    ...optional,
    ...(options.demo && { demo: true as const }),
  };
}
