/** What the notice screen shows of an item, in order: the answer, the story, the text, the tables, the pictures. */
import type { ItemView, Place } from '../../main/contract/views.ts';
import { more, power as powerWords, stage as stageWords } from '../../main/text/board.ts';
import { dateLabel, stages } from '../../main/text/common.ts';
import type { Block, Paragraph } from './blocks.ts';
import { bodyBlocks } from './body-blocks.ts';
import { joinContinued } from './grid.ts';

/** Photos of one item; the others are in its files. */
const mostPhotos = 6;
/** Names of files in the note that says where to see them. */
const mostNames = 3;

type Content = NonNullable<ItemView['content']>;
type Attachment = Content['attachments'][number];

const picture = /^image\/(jpeg|png|webp|gif|avif)$/;

/** Photos that can be shown to all; a voucher belongs to its line and is looked at on the terminal. */
function photos(content: Content): Attachment[] {
  return content.attachments
    .filter(
      ({ mediaType, access, url, arrived, voucherFor }) =>
        picture.test(mediaType) &&
        access === 'all' &&
        arrived &&
        url !== undefined &&
        voucherFor === undefined,
    )
    .slice(0, mostPhotos);
}

function photoBlocks(content: Content): Block[] {
  return photos(content).map(({ sha256, title }) => ({ kind: 'photo', sha256, caption: title ?? '' }));
}

const paragraph = (role: Paragraph['role'], text: string, marker?: string): Paragraph => ({
  kind: 'paragraph',
  role,
  text,
  ...(marker === undefined ? {} : { marker }),
});

/** R1.7: a stage without its document says why, or that it is missing. */
function projectBlocks({ project }: ItemView): Block[] {
  if (project === undefined) return [];
  const rows = project.stages.map(({ stage, items, missing }) => {
    const newest = items[0];
    const line =
      newest === undefined
        ? missing === undefined
          ? stageWords.missing
          : stageWords.explained(missing)
        : dateLabel(newest.publishedAt);
    return { title: stages[stage], line, missing: newest === undefined };
  });
  return [{ kind: 'stages', title: stageWords.title(project.name), from: 0, rows }];
}

/** R1.8: basis, who executes, who supervises, the steps. */
function powerBlocks({ power }: Content): Block[] {
  if (power === undefined) return [];
  const lines = [
    [powerWords.executes, power.executes],
    [powerWords.supervises, power.supervises],
    [powerWords.basis, power.basis],
  ] as const;
  const steps = power.steps ?? [];
  return [
    ...lines.flatMap(([label, text]) =>
      text === undefined ? [] : [paragraph('plain', `${label}：${text}`)],
    ),
    ...(steps.length === 0 ? [] : [paragraph('heading', powerWords.steps)]),
    ...steps.map(({ who, does }, index) =>
      paragraph('list', who === undefined ? does : `${who}：${does}`, `${index + 1}.`),
    ),
  ];
}

function fileNotes(content: Content, place: Place, hasLink: boolean): Block[] {
  const shown = new Set(photos(content).map(({ sha256 }) => sha256));
  const others = content.attachments.filter(({ sha256 }) => !shown.has(sha256));
  const open = others.filter(({ access, voucherFor }) => access === 'all' && voucherFor === undefined);
  const names = open.slice(0, mostNames).map(({ title, name }) => `《${title ?? name}》`);
  return [
    ...(open.length === 0 ? [] : [paragraph('note', more.files(names, open.length, hasLink))]),
    ...(others.some(({ access }) => access === 'desk') ? [paragraph('note', more.desk(place.kind))] : []),
  ];
}

/** @param hasLink whether the QR code leads to the whole item */
export function itemBlocks(view: ItemView, place: Place, hasLink: boolean): Block[] {
  const { content } = view;
  if (content === undefined) return [];
  return [
    ...(content.keyFigures.length === 0 ? [] : [{ kind: 'figures' as const, figures: content.keyFigures }]),
    ...projectBlocks(view),
    ...powerBlocks(content),
    ...bodyBlocks(content.body),
    ...joinContinued(content.tables).map((table) => ({ kind: 'table' as const, table })),
    ...fileNotes(content, place, hasLink),
    ...photoBlocks(content),
  ];
}
