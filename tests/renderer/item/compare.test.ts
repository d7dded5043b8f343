import { describe, expect, it } from 'vitest';
import type { ItemView } from '../../../main/contract/views.ts';
import { changesBetween, isUnchanged } from '../../../renderer/terminal/item/compare.ts';
import { itemOf, row } from '../fake-items.ts';

type Content = NonNullable<ItemView['content']>;

function content(body: string, rows: readonly string[][] = []): Content {
  const { content: found } = itemOf({
    number: 1,
    module: 'village',
    title: '路灯',
    catalogue: 'village.affairs.1',
    plainTitle: '',
    content: {
      body,
      tables: [
        {
          columns: [
            { title: '组别', kind: 'text' },
            { title: '盏数', kind: 'number' },
          ],
          header: [],
          rows: rows.map((texts) => row(...texts)),
          totals: [],
        },
      ],
    },
  });
  if (found === undefined) throw new Error('it has content');
  return found;
}

const between = (older: Content, newer: Content) => changesBetween(older, newer, ['路灯', '路灯']);

describe('what changed between two versions', () => {
  it('is told by words within a line, each side of its own', () => {
    const { body } = between(content('装 24 盏路灯。\n\n请绕行。'), content('装 26 盏路灯。\n\n请绕行。'));
    expect(body.length).toBe(1);
    expect(body[0]?.older.filter(({ mark }) => mark === 'removed')).toEqual([
      { mark: 'removed', text: '24' },
    ]);
    expect(body[0]?.newer.filter(({ mark }) => mark === 'added')).toEqual([{ mark: 'added', text: '26' }]);
    expect(body[0]?.newer.map(({ text }) => text).join('')).toBe('装 26 盏路灯。');
  });

  it('is told by rows in tables: changed, added, removed, and how many are the same', () => {
    const [table] = between(
      content('', [
        ['一组', '12'],
        ['二组', '10'],
        ['三组', '2'],
      ]),
      content('', [
        ['零组', '1'],
        ['一组', '12'],
        ['二组', '14'],
      ]),
    ).tables;
    expect(table?.same).toBe(1);
    expect(table?.rows.map(({ kind, number }) => `${kind} ${number}`)).toEqual([
      'added 1',
      'changed 3',
      'removed 3',
    ]);
  });

  it('is nothing where nothing changed', () => {
    const one = content('请绕行。', [['一组', '12']]);
    expect(isUnchanged(between(one, one))).toBe(true);
  });

  it('shows both whole where too much changed to look for what they share', () => {
    const long = (seed: number) =>
      Array.from({ length: 6000 }, (_, at) => String((at * seed) % 9973)).join(' ');
    const { body } = between(content(long(7)), content(long(11)));
    expect(body).toEqual([
      { older: [{ mark: 'removed', text: long(7) }], newer: [{ mark: 'added', text: long(11) }] },
    ]);
  });
});
