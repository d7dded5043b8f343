/** The words of a Markdown body, without its marks: what a reader sees, one field for each block. */
import { fieldBreak } from './normalise.ts';

const named: Readonly<Record<string, string>> = {
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
};

/** Private stand-ins for escaped marks while marks are taken out. */
const escapedBase = 0xe0000;

function decodeEntity(whole: string, name: string): string {
  if (!name.startsWith('#')) return named[name] ?? whole;
  const code = /^#[xX]/.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
    ? String.fromCodePoint(code)
    : whole;
}

function stripInline(text: string): string {
  return text
    .replace(/\\([!-/:-@[-`{-~])/g, (_, mark: string) =>
      String.fromCodePoint(escapedBase + mark.charCodeAt(0)),
    )
    .replace(/!?\[([^\]\n]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+"([^"]*)")?\)/g, '$1 $2')
    .replace(/!?\[([^\]\n]*)\]\[[^\]\n]*\]/g, '$1')
    .replace(/\*+|`+|~~/g, '')
    .replace(/(?<![\p{L}\p{N}_])_+(?=\S)|(?<=\S)_+(?![\p{L}\p{N}_])/gu, '')
    .replace(/&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-z]{2,8});/g, decodeEntity)
    .replace(/[\u{e0021}-\u{e007e}]/gu, (mark) =>
      String.fromCharCode((mark.codePointAt(0) ?? 0) - escapedBase),
    );
}

const blockStart = /^\s{0,3}(?:#{1,6}(?:\s|$)|[-+*]\s|\d{1,9}[.)]\s|\||```|~~~)/;
const heading = /^\s{0,3}#{1,6}(?:\s+|$)/;
const rule = /^\s{0,3}(?:[-=_*]\s*){3,}$/;

/** Fields of a body, parted by field breaks. A single line break inside a block joins; a blank line, list mark or cell parts. */
export function markdownText(body: string): string {
  const fields: string[] = [];
  let open = false;
  for (const raw of body.split(/\r\n?|\n/)) {
    const line = raw.replace(/^(?:\s{0,3}>\s?)+/, '').replace(/\\$/, '');
    if (line.trim() === '' || rule.test(line)) {
      open = false;
      continue;
    }
    const bare = line.replace(heading, '').replace(/^\s{0,3}[-+*]\s+/, '');
    if (open && !blockStart.test(line)) fields[fields.length - 1] += ` ${bare}`;
    else fields.push(bare);
    open = !heading.test(line);
  }
  return fields
    .map((field) => stripInline(field.startsWith('|') ? field.replaceAll(/(?<!\\)\|/g, fieldBreak) : field))
    .join(fieldBreak);
}
