/** HTML as strings: everything that is not markup of ours is escaped. */

/** Markup that is already safe. */
export type Html = { readonly html: string };

const named: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => named[sign] ?? sign);

export const raw = (html: string): Html => ({ html });

type Value = Html | string | number | undefined | readonly (Html | undefined)[];

function part(value: Value): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  if ('html' in value) return value.html;
  return value.map((each) => each?.html ?? '').join('');
}

/** Template for markup; values are escaped unless they are markup themselves. */
export function html(pieces: TemplateStringsArray, ...values: Value[]): Html {
  return raw(
    pieces.map((piece, place) => piece + (place < values.length ? part(values[place]) : '')).join(''),
  );
}
