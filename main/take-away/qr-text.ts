/** What a QR code carries (conventions.md, "QR text"; R2.6): it is worth something without any network. */
import { create } from 'qrcode';
import type { ItemView, TakeAway } from '../contract/views.ts';
import { periodLabel, slipLabel } from '../text/common.ts';
import { takeAwayText } from '../text/take-away.ts';

/** Characters of the title in a QR code; more would make its modules too small to scan from a screen. */
const titleCharacters = 40;
/** Key figures in a QR code. */
const mostFigures = 3;

export type TakeAwayInput = {
  view: ItemView;
  digest: string;
  seal: string;
  /** Where the county's public pages are, without trailing slash. */
  publicAddress?: string;
  demo: boolean;
};

function shorten(title: string): string {
  const characters = [...title];
  return characters.length <= titleCharacters
    ? title
    : `${characters.slice(0, titleCharacters - 1).join('')}…`;
}

/** Link (where the county has a public address), title, what has become of it, period, key figures, digest, seal; a line each. */
export function qrText({ view, digest, seal, publicAddress, demo }: TakeAwayInput): string {
  const { card, content } = view;
  const figures = (content?.keyFigures ?? []).slice(0, mostFigures);
  const lines = [
    publicAddress && `${publicAddress}/${card.id}/${content?.version ?? card.version}`,
    shorten(content?.title ?? card.title) + (demo ? takeAwayText.demo : ''),
    content && takeAwayText.state(content.state, content.version),
    card.period && takeAwayText.period(periodLabel(card.period)),
    ...figures.map(({ label, value, unit }) => `${label}：${value}${unit}`),
    takeAwayText.digest(digest),
    takeAwayText.seal(seal),
  ];
  return lines.filter((line) => line).join('\n');
}

/** What the code beside a slip number says: the number alone opens it, so that is what a phone must keep. */
export function slipQrText(slip: string, county: string): string {
  return takeAwayText.slip(county, slipLabel(slip));
}

/**
 * The modules of a QR code, row by row, `1` dark; error correction M, no quiet zone.
 * @param text at most 2,300 bytes of UTF-8 (version 40, M); throws Error above
 */
export function qrMatrix(text: string): string[] {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  return Array.from({ length: modules.size }, (_, row) =>
    Array.from({ length: modules.size }, (_cell, column) => (modules.get(row, column) ? '1' : '0')).join(''),
  );
}

/** What a page or a slip needs to hand an item over. */
export function takeAwayOf(input: TakeAwayInput): TakeAway {
  const text = qrText(input);
  return {
    text,
    matrix: qrMatrix(text),
    digest8: input.digest.slice(0, 8),
    ...(input.publicAddress ? { link: text.split('\n')[0] } : {}),
  };
}
