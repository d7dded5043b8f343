/** An item's body as blocks: the same safe nodes that the terminal shows (shared/body.tsx), read off in order. */
import type { Table, TableRow } from '../../main/contract/content.ts';
import { bodyNodes } from '../shared/body.tsx';
import type { Block, Paragraph } from './blocks.ts';

const tidy = (text: string) =>
  text
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();

function textOf(node: Node): string {
  if (node instanceof HTMLBRElement) return '\n';
  if (node.childNodes.length === 0) return (node.textContent ?? '').replace(/\n/g, '');
  return [...node.childNodes].map(textOf).join('');
}

function paragraph(role: Paragraph['role'], text: string, marker?: string): Paragraph[] {
  const tidied = tidy(text);
  if (tidied === '') return [];
  return [{ kind: 'paragraph', role, text: tidied, ...(marker === undefined ? {} : { marker }) }];
}

const isList = (node: Node) => node instanceof HTMLOListElement || node instanceof HTMLUListElement;

/** Lists inside lists follow their line as lines of their own. */
function listBlocks(list: HTMLElement): Block[] {
  const start = Number(list.getAttribute('start') ?? 1);
  return [...list.children].flatMap((item, index) => {
    const marker = list instanceof HTMLOListElement ? `${start + index}.` : '·';
    const own = [...item.childNodes].filter((node) => !isList(node));
    const inner = [...item.children].filter((node) => node instanceof HTMLElement && isList(node));
    return [
      ...paragraph('list', own.map(textOf).join(''), marker),
      ...inner.flatMap((node) => (node instanceof HTMLElement ? listBlocks(node) : [])),
    ];
  });
}

/** A table in the body has no kinds of columns: one whose cells are aligned right holds figures. */
function tableBlock(table: HTMLTableElement): Block[] {
  const cells = (row: HTMLTableRowElement) => [...row.cells].map((cell) => ({ text: tidy(textOf(cell)) }));
  const [head, ...rest] = [...table.rows];
  if (head === undefined) return [];
  const columns: Table['columns'] = [...head.cells].map((cell) => ({
    title: tidy(textOf(cell)),
    kind: cell.classList.contains('align-right') ? 'number' : 'text',
  }));
  const rows: TableRow[] = rest.map((row) => ({ kind: 'row', cells: cells(row) }));
  return [{ kind: 'table', table: { columns, header: [], rows, totals: [] } }];
}

function blocksOf(node: Element): Block[] {
  if (node instanceof HTMLTableElement) return tableBlock(node);
  if (node instanceof HTMLElement && isList(node)) return listBlocks(node);
  if (/^H[1-6]$/.test(node.tagName)) return paragraph('heading', textOf(node));
  if (node.tagName === 'BLOCKQUOTE') {
    return [...node.children].flatMap((child) =>
      blocksOf(child).map((block) =>
        block.kind === 'paragraph' ? { ...block, role: 'quote' as const } : block,
      ),
    );
  }
  if (node.tagName === 'HR') return [];
  // A code block's line breaks are its own.
  return paragraph('plain', node.tagName === 'PRE' ? (node.textContent ?? '') : textOf(node));
}

/** @param body Markdown (content.ts, `body`) */
export function bodyBlocks(body: string): Block[] {
  return body.trim() === '' ? [] : [...bodyNodes(body).children].flatMap(blocksOf);
}
