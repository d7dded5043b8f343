import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Attachment, ItemVersion, Table } from '../../../main/contract/content.ts';
import { catalogue, type Opened, openAll } from '../content/opened.ts';
import { activationOf, packOf, published, version } from '../content/sample.ts';
import { type Random, seeded } from './random.ts';

const characters = Array.from(
  '村委会公示低保救助户籍土地承包修路水渠桥梁账目收支结余王建平李䶮㙍𠮷野家屋敷二〇年月日第一季度',
);
const latin = ['wifi', 'Excel', 'A4', 'pm2.5', 'B超', 'KTV', '12317', '2028', '5.9', '13800138000'];

/** How a clerk's file breaks a word; what joins it again is search's affair. */
function broken(word: string, random: Random): string {
  const points = Array.from(word);
  if (points.length < 2 || !/^[\p{Script=Han}\d]+$/u.test(word) || random.integer(2) === 0) return word;
  const at = 1 + random.integer(points.length - 1);
  const gap = random.pick([' ', '  ', '\n', '\u3000', ' \n']);
  return points.slice(0, at).join('') + gap + points.slice(at).join('');
}

const widen = (word: string) =>
  word.replace(/[!-~]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) + 0xfee0));

class Author {
  readonly #random: Random;
  readonly words: string[] = [];

  constructor(random: Random) {
    this.#random = random;
  }

  word(): string {
    const random = this.#random;
    const length = 1 + random.integer(6);
    const word =
      random.integer(5) === 0
        ? random.pick(latin)
        : Array.from({ length }, () => random.pick(characters)).join('');
    this.words.push(word);
    const isLatin = /^[ -~]+$/.test(word);
    return isLatin && random.integer(3) === 0 ? widen(word) : broken(word, random);
  }

  sentence(): string {
    const random = this.#random;
    return Array.from({ length: 1 + random.integer(6) }, () => this.word()).join(
      random.pick(['，', '；', '、', ' | ']),
    );
  }

  markdown(): string {
    const random = this.#random;
    const marks: ((text: string) => string)[] = [
      (text) => text,
      // A line break would end the heading.
      (text) => `# ${text.replace(/\n/g, ' ')}`,
      (text) => `- ${text}`,
      (text) => `1. ${text}`,
      (text) => `**${text}**`,
      (text) => `[${text}](https://example.org/a?b=c)`,
      (text) => `\`${text}\``,
    ];
    return Array.from({ length: 1 + random.integer(4) }, () => random.pick(marks)(this.sentence())).join(
      '\n\n',
    );
  }

  table(): Table {
    const random = this.#random;
    const row = () => ({
      kind: 'row' as const,
      id: this.word(),
      cells: [{ text: this.word() }, { text: this.word() }],
    });
    return {
      title: this.sentence(),
      columns: [
        { title: this.word(), kind: 'text' },
        { title: this.word(), kind: 'text' },
      ],
      header: [[{ text: this.word() }, { text: this.word() }]],
      rows: Array.from({ length: random.integer(5) }, row),
      totals: [],
    };
  }

  attachment(index: number): Attachment {
    return {
      sha256: String(index).padStart(64, '0'),
      length: 1,
      mediaType: 'application/pdf',
      name: `${this.word()}.pdf`,
      title: this.sentence(),
      access: 'all',
    };
  }

  item(number: number): ItemVersion {
    const random = this.#random;
    return version(number, {
      title: this.sentence(),
      emphasis: this.sentence(),
      body: this.markdown(),
      tables: Array.from({ length: random.integer(3) }, () => this.table()),
      attachments: Array.from({ length: random.integer(3) }, (_, index) => this.attachment(index)),
      project: { code: `XM-2026-${number}`, name: this.sentence(), stage: 'tender' },
      power: { code: `QL-${number}`, basis: this.word(), steps: [{ who: this.word(), does: this.word() }] },
      approved: { by: this.word() },
    });
  }
}

/** All text of an item with everything taken out that may break a word: what is found must be in here. */
function plain(content: ItemVersion): string {
  const titles = content.catalogue.map((id) => JSON.stringify(catalogue.get(id)));
  const text = `${titles}${JSON.stringify(content).replaceAll('\\n', '')}`;
  return text.normalize('NFKC').replace(/\s/g, '').toLowerCase();
}

let kiosk: Opened;

beforeEach(() => {
  kiosk = openAll();
});

afterEach(async () => {
  await kiosk.close();
  kiosk.remove();
});

/** Every result, page by page. */
function findAll(text: string): string[] {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = kiosk.search.find(cursor === undefined ? { text } : { text, cursor });
    ids.push(...page.hits.map(({ id }) => id));
    cursor = page.next;
  } while (cursor !== undefined);
  return ids;
}

describe('search over random items', () => {
  it.each([1, 2, 3])('finds every word of every part, and nothing else (seed %i)', async (seed) => {
    const random = seeded(seed);
    const written = Array.from({ length: 60 }, (_, index) => {
      const author = new Author(random);
      return { content: author.item(index + 1), words: author.words };
    });
    await kiosk.writer.activate(activationOf([packOf(written.map(({ content }) => published(content)))]));
    const texts = new Map(written.map(({ content }) => [content.id, plain(content)]));
    for (const { content, words } of written) {
      for (const word of new Set(words)) {
        const ids = findAll(word);
        expect(ids, `${word} in ${content.id}`).toContain(content.id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids, word).toEqual([...ids].sort().reverse());
        for (const id of ids) expect(texts.get(id), `${word} in ${id}`).toContain(word.toLowerCase());
      }
      const both = [random.pick(words), random.pick(words)];
      expect(findAll(both.join(' ')), both.join(' ')).toContain(content.id);
    }
  });

  it('marks exactly what was looked for, in titles and excerpts', async () => {
    const random = seeded(99);
    const written = Array.from({ length: 40 }, (_, index) => {
      const author = new Author(random);
      return { content: author.item(index + 1), words: author.words };
    });
    await kiosk.writer.activate(activationOf([packOf(written.map(({ content }) => published(content)))]));
    const titles = new Map(written.map(({ content }) => [content.id, content.title]));
    const compared = (text: string) => text.normalize('NFKC').replace(/\s/g, '').toLowerCase();
    let marked = 0;
    // Letters alone mean pinyin as well, and numbers amounts: other tests have these.
    const words = new Set(written.flatMap(({ words }) => words).filter((word) => !/^[a-z\d.]+$/i.test(word)));
    for (const word of words) {
      for (const hit of kiosk.search.find({ text: word }).hits) {
        for (const [start, end] of hit.excerptHits) {
          expect(compared(hit.excerpt.slice(start, end)), hit.excerpt).toContain(word.toLowerCase());
          marked++;
        }
        for (const [start, end] of hit.titleHits) {
          expect(compared((titles.get(hit.id) ?? '').slice(start, end))).toContain(word.toLowerCase());
          marked++;
        }
        expect(hit.excerptHits.length + hit.titleHits.length, `${word} in ${hit.id}`).toBeGreaterThan(0);
      }
    }
    expect(marked).toBeGreaterThan(500);
  });
});
