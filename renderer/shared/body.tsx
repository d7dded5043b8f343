import DOMPurify from 'dompurify';
import MarkdownIt from 'markdown-it';
import { useLayoutEffect, useRef } from 'react';
import styles from './body.module.css';

const markdown = new MarkdownIt('commonmark', { html: false, linkify: false, breaks: true }).enable('table');

// A public screen has nowhere to go: a link is its text and its address, a picture is its description. Pictures of an
// item are attachments, checked by hash.
markdown.renderer.rules.link_open = () => '<span class="link">';
markdown.renderer.rules.link_close = (tokens, index) => {
  const address = addressBefore(tokens, index);
  return address === undefined ? '</span>' : `（${markdown.utils.escapeHtml(address)}）</span>`;
};
markdown.renderer.rules.image = (tokens, index) => markdown.utils.escapeHtml(tokens[index]?.content ?? '');
for (const cell of ['th_open', 'td_open']) {
  markdown.renderer.rules[cell] = (tokens, index, options, _environment, renderer) => {
    const token = tokens[index];
    // Alignment comes as an inline style, which the content security policy forbids.
    const alignment = /text-align:(\w+)/.exec(String(token?.attrGet('style') ?? ''))?.[1];
    if (token !== undefined) token.attrs = alignment === undefined ? null : [['class', `align-${alignment}`]];
    return renderer.renderToken(tokens, index, options);
  };
}

/** The address of the link that ends at `index`, where its text does not already say it. */
function addressBefore(tokens: ReturnType<typeof markdown.parse>, index: number): string | undefined {
  let text = '';
  for (let at = index - 1; at >= 0; at -= 1) {
    const token = tokens[at];
    if (token?.type === 'link_open') {
      const address = String(token.attrGet('href') ?? '');
      return address === '' || address === text ? undefined : decodeURISafely(address);
    }
    text = `${token?.content ?? ''}${text}`;
  }
  return undefined;
}

function decodeURISafely(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

const allowedTags = [
  ...['p', 'br', 'hr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'strong', 'em', 'blockquote'],
  ...['code', 'pre', 'span', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
];

/**
 * An item's body as safe nodes: CommonMark with tables, no HTML, no links, no pictures, no styles (content.ts, `body`).
 * Markdown-it already escapes; DOMPurify is the second lock.
 */
export function bodyNodes(body: string): DocumentFragment {
  return DOMPurify.sanitize(markdown.render(body), {
    ALLOWED_TAGS: allowedTags,
    ALLOWED_ATTR: ['class', 'start'],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
}

/** An item's body text. Wide tables scroll in the body's own box. */
export function Body({ text }: { text: string }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => box.current?.replaceChildren(bodyNodes(text)), [text]);
  return <div ref={box} className={styles.body} />;
}
