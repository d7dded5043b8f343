/** One version of an item as a public page: the same content under the same digest as on the terminal (R2.6, R5.6). */
import MarkdownIt from 'markdown-it';
import { dayOf } from '../../main/calendar/days.ts';
import type { Attachment, ItemRecord, ItemVersion, SealedVersion } from '../../main/contract/content.ts';
import { periodLabel, publicityLabel, versionLabel } from '../../main/text/common.ts';
import { webText } from '../../main/text/county-web.ts';
import { type Beside, storyHtml } from './beside.ts';
import { type Html, html, raw } from './html.ts';
import { powerHtml, projectHtml, row, tableHtml } from './item-parts.ts';
import { page } from './page.ts';

/** No HTML in, no pictures from elsewhere; a public page may link, to https alone. */
const markdown = new MarkdownIt('commonmark', { html: false, linkify: false, breaks: true }).enable('table');
markdown.validateLink = (url) => /^https:\/\//i.test(url.trim());
markdown.renderer.rules.image = (tokens, index) => markdown.utils.escapeHtml(tokens[index]?.content ?? '');

export type ShownRecord = Exclude<ItemRecord, { state: 'erased' }>;
/** `places`: names by division code. */
export type Site = { name: string; demo: boolean; places: ReadonlyMap<string, string> };

/** Where all of a division's items are listed, seen from `up` (`../` a level). */
function listOf(code: string, up: string, { places }: Site): { address: string; title: string } | undefined {
  const name = places.get(code);
  return name === undefined ? undefined : { address: `${up}${code}/`, title: webText.whole(name) };
}

const year = (at: number) => Number(dayOf(at).slice(0, 4));

/** Extension of a public file, by its media type; what is not known stays a download without one. */
const extensions: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
  'image/gif': '.gif',
  'audio/mpeg': '.mp3',
  'audio/wav': '.wav',
  'video/mp4': '.mp4',
};

/** Name of an attachment in the site's folder `files`. */
export const publicFile = ({ sha256, mediaType }: Pick<Attachment, 'sha256' | 'mediaType'>): string =>
  `${sha256}${extensions[mediaType] ?? ''}`;

function attachmentHtml(file: Attachment): Html {
  const name = file.title ?? file.name;
  if (file.access !== 'all') return html`<li>${name}（${webText.restricted}）</li>`;
  const address = `../../files/${publicFile(file)}`;
  const picture = file.mediaType.startsWith('image/')
    ? html`<br><img src="${address}" alt="${name}" loading="lazy">`
    : '';
  return html`<li><a href="${address}">${name}</a>${picture}</li>`;
}

/** Who published it: the division that the signature stands for. */
function publisher({ division, source }: ItemVersion, { places }: Site): string {
  const code = source === 'village' ? division : `${division.slice(0, source === 'county' ? 6 : 9)}`;
  return places.get(code.padEnd(12, '0')) ?? '';
}

function factsHtml({ content }: SealedVersion, site: Site): Html {
  const signed = (each: ItemVersion['compiled']) => [each?.by, each?.on].filter((text) => text).join(' ');
  return html`<dl>${[
    row(webText.period, content.period && periodLabel(content.period)),
    row(webText.publisher, publisher(content, site)),
    row(webText.published, `${dayOf(content.publishedAt)} ${versionLabel(content.version)}`),
    row(webText.publicity, content.publicity && publicityLabel(content.publicity, year(content.publishedAt))),
    row(webText.compiled, signed(content.compiled)),
    row(webText.reviewed, content.reviewed.map(signed).join('；')),
    row(webText.approved, signed(content.approved)),
  ]}</dl>`;
}

function notices(record: ShownRecord, { content }: SealedVersion, newest: number): Html {
  const withdrawn =
    record.state === 'withdrawn'
      ? html`<p class="note">${webText.withdrawn(dayOf(record.withdrawn.at), record.withdrawn.reason)}</p>`
      : undefined;
  const old =
    content.version < newest
      ? html`<p class="note"><a href="../${newest}/">${webText.superseded(newest)}</a></p>`
      : undefined;
  const corrected = content.correction
    ? html`<p class="note">${webText.correction(content.correction.reason)}</p>`
    : undefined;
  return html`${[withdrawn, old, corrected]}`;
}

/** The page of one version, at `<id>/<version>/`. @param beside what came before and after it */
export function itemPage(record: ShownRecord, shown: SealedVersion, site: Site, beside: Beside): string {
  const { content, digest } = shown;
  const newest = record.versions.at(-1)?.content.version ?? content.version;
  const versions = record.versions.map(
    (each) =>
      html`<li><a href="../${each.content.version}/">${versionLabel(each.content.version)}</a> <span class="day">${dayOf(each.content.publishedAt)}</span>${each.content.correction?.reason}</li>`,
  );
  const files = content.attachments.map(attachmentHtml);
  const lead = content.emphasis === undefined ? '' : html`<p class="lead">${content.emphasis}</p>`;
  const body = html`<h1>${content.title}</h1>
${notices(record, shown, newest)}
${lead}
${factsHtml(shown, site)}
${[powerHtml(content), projectHtml(content)]}
${raw(markdown.render(content.body))}
${content.tables.map(tableHtml)}
${files.length === 0 ? '' : html`<h2>${webText.attachments}</h2><ul>${files}</ul>`}
${storyHtml(content, beside)}
${versions.length < 2 ? '' : html`<h2>${webText.versions}</h2><ol>${versions}</ol>`}
<h2>${webText.digest}</h2><p class="digest"><strong>${digest.slice(0, 8)}</strong>${digest.slice(8)}</p><p><a href="item.json">${webText.machine}</a></p>`;
  return page({
    title: content.title,
    site,
    list: listOf(content.division, '../../', site),
    about: 'item',
    body,
  });
}

/** What stays of an erased item. @param up from its address to the site's folder */
export function erasedPage(
  id: string,
  erased: { at: number; reason: string },
  site: Site,
  up: string,
): string {
  const body = html`<h1>${webText.gone}</h1><p class="note">${webText.erased(dayOf(erased.at), erased.reason)}</p><p class="soft">${webText.number(id)}</p>`;
  return page({ title: webText.gone, site, list: listOf(id.slice(0, 12), up, site), about: 'item', body });
}
