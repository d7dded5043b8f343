/** What changed between two versions in all that stands around text, tables and files: headline, people, period. */
import type { SignOff } from '../../../main/contract/content.ts';
import { dayLabel, periodLabel, publicityLabel, signOffLabel, stages } from '../../../main/text/common.ts';
import { type ComparedField, compareFields, compare as words } from '../../../main/text/terminal-compare.ts';
import { disposalStages } from '../../../main/text/terminal-item.ts';
import { type LineChange, linesBetween, wholeLine, wordsLine } from './compare-text.ts';
import { ownWords, type ShownView } from './shown-version.ts';

export interface FieldChange {
  field: ComparedField;
  lines: readonly LineChange[];
}

/** No year goes without saying where two versions stand beside each other. */
const everyYear = 0;

const signed = (signOff: SignOff | undefined) =>
  signOff === undefined ? '' : signOffLabel(signOff, everyYear);

function projectText({ content, project }: ShownView): string {
  const own = content.project;
  if (own === undefined) return '';
  const stage = (project?.kind === 'disposal' ? disposalStages : stages)[own.stage];
  return [own.name ?? own.code, stage, own.missing].filter((text) => text !== undefined).join('，');
}

function stepsText({ content }: ShownView): string {
  const steps = content.power?.steps ?? [];
  return steps.map(({ who, does }) => (who === undefined ? does : `${who}：${does}`)).join('\n');
}

function textsOf(view: ShownView): Record<ComparedField, string> {
  const { content, catalogueEntries } = view;
  const own = ownWords(view);
  const { power } = content;
  return {
    plainTitle: catalogueEntries.map(({ plainTitle, title }) => plainTitle || title).join('、'),
    emphasis: own.emphasis ?? '',
    title: own.title,
    source: words.sources[content.source],
    period: own.period === undefined ? '' : periodLabel(own.period),
    dated: content.dated === undefined ? '' : dayLabel(content.dated),
    publicity: own.publicity === undefined ? '' : publicityLabel(own.publicity, everyYear),
    keyFigures: content.keyFigures.map(({ label, value, unit }) => `${label} ${value} ${unit}`).join('\n'),
    compiled: signed(content.compiled),
    reviewed: content.reviewed.map(signed).join('\n'),
    approved: signed(content.approved),
    project: projectText(view),
    basis: power?.basis ?? '',
    executes: power?.executes ?? '',
    supervises: power?.supervises ?? '',
    steps: stepsText(view),
  };
}

/** Sentences are told word by word, lists line by line; a name, a date or a figure is told whole. */
const sentences: ReadonlySet<ComparedField> = new Set(['emphasis', 'title', 'basis', 'steps']);
const lists: ReadonlySet<ComparedField> = new Set(['keyFigures', 'reviewed', 'steps']);

function linesOf(field: ComparedField, older: string, newer: string): LineChange[] {
  const lineOf = sentences.has(field) ? wordsLine : wholeLine;
  return lists.has(field) ? linesBetween(older, newer, lineOf) : [lineOf(older, newer)];
}

export function fieldChanges(older: ShownView, newer: ShownView): FieldChange[] {
  const [before, after] = [textsOf(older), textsOf(newer)];
  return (Object.keys(compareFields) as ComparedField[])
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, lines: linesOf(field, before[field], after[field]) }))
    .filter(({ lines }) => lines.length > 0);
}
