import { describe, expect, it } from 'vitest';
import { checkTightenOnly, isLater, shippedCatalogues } from '../../../main/catalogue/index.ts';
import { channels, deadlines } from '../../../main/contract/catalogue.ts';
import { catalogueText } from '../../../main/text/catalogue.ts';
import { childOf, ownEntry } from './entries.ts';

const { village, community } = shippedCatalogues();
const subject = 'village.affairs.15';
const title = village.entries.find((entry) => entry.id === subject)?.title ?? '';

describe('what a lower level may do', () => {
  it('repeat the parent as it is', () => {
    expect(checkTightenOnly(village, childOf(village))).toEqual([]);
  });

  it('add own entries, add channels, tighten a deadline, in any order of entries', () => {
    const child = childOf(village, { id: subject, entry: { deadline: 'month', channels: [...channels] } });
    child.entries.reverse();
    child.entries.unshift(ownEntry(1), ownEntry(2));
    expect(checkTightenOnly(village, child)).toEqual([]);
  });

  it('change reviews, names, vouchers, publicity days, plain title and filing', () => {
    const child = childOf(village, {
      id: subject,
      entry: {
        plainTitle: '低保名单',
        module: 'finance',
        columns: ['zw.finance.2'],
        brightness: [],
        review: ['three-reviews'],
        names: 'masked',
        vouchers: 'none',
        publicityDays: 0,
        form: ['photo'],
      },
    });
    expect(checkTightenOnly(village, child)).toEqual([]);
  });
});

describe('what loosens', () => {
  it('a missing entry, named', () => {
    const child = childOf(village);
    child.entries = child.entries.filter((entry) => entry.id !== subject);
    expect(checkTightenOnly(village, child)).toEqual([{ kind: 'missing-entry', entry: subject, title }]);
  });

  it('a missing channel, even when another takes its place', () => {
    const child = childOf(village, {
      id: subject,
      entry: { channels: ['terminal', 'website', 'mini-program'] },
    });
    expect(checkTightenOnly(village, child)).toEqual([
      { kind: 'missing-channel', entry: subject, title, channels: ['screen', 'noticeboard'] },
    ]);
  });

  it('a later deadline', () => {
    const child = childOf(village, { id: subject, entry: { deadline: 'year' } });
    expect(checkTightenOnly(village, child)).toEqual([
      { kind: 'later-deadline', entry: subject, title, parent: 'quarter', child: 'year' },
    ]);
  });

  it('an entry with an id of the source that the source does not have', () => {
    const own = ownEntry(1, { id: 'community.finance.4' });
    const child = childOf(community);
    child.entries.push(own);
    expect(checkTightenOnly(community, child)).toEqual([
      { kind: 'foreign-entry', entry: 'community.finance.4', title: own.title },
    ]);
  });

  it('a catalogue of another kind', () => {
    expect(checkTightenOnly(village, community)).toEqual([
      { kind: 'other-kind', parent: 'village', child: 'community' },
    ]);
  });

  it('all of it at once, in the order of the parent', () => {
    const child = childOf(village, { id: subject, entry: { deadline: 'long-term', channels: ['terminal'] } });
    child.entries = child.entries.filter((entry) => entry.id !== 'village.finance.18');
    const kinds = checkTightenOnly(village, child).map((each) => each.kind);
    expect(kinds).toEqual(['missing-channel', 'later-deadline', 'missing-entry']);
  });

  it('is the same for entries that a county added itself', () => {
    const parent = childOf(village);
    parent.entries.push(ownEntry(1));
    const child = childOf(village, { catalogue: { parent: parent.id } });
    expect(checkTightenOnly(parent, child).map((each) => each.kind)).toEqual(['missing-entry']);
    child.entries.push(ownEntry(1, { deadline: 'quarter' }));
    expect(checkTightenOnly(parent, child).map((each) => each.kind)).toEqual(['later-deadline']);
  });
});

describe('for every entry of every shipped catalogue', () => {
  const catalogues = Object.values(shippedCatalogues());

  it('no entry can be left out', () => {
    for (const parent of catalogues) {
      for (const { id } of parent.entries) {
        const child = childOf(parent);
        child.entries = child.entries.filter((entry) => entry.id !== id);
        expect(checkTightenOnly(parent, child)).toMatchObject([{ kind: 'missing-entry', entry: id }]);
      }
    }
  });

  it('no channel can be left out', () => {
    for (const parent of catalogues) {
      for (const { id, channels: wanted } of parent.entries) {
        for (const dropped of wanted) {
          const rest = channels.filter((channel) => channel !== dropped);
          const child = childOf(parent, { id, entry: { channels: rest } });
          expect(checkTightenOnly(parent, child)).toMatchObject([
            { kind: 'missing-channel', entry: id, channels: [dropped] },
          ]);
        }
      }
    }
  });

  it('a deadline is refused exactly when it stands later in the order', () => {
    for (const parent of catalogues) {
      for (const { id, deadline: ours } of parent.entries) {
        for (const theirs of deadlines) {
          const child = childOf(parent, { id, entry: { deadline: theirs } });
          const refused = checkTightenOnly(parent, child).length > 0;
          expect(refused, `${id}: ${ours} to ${theirs}`).toBe(
            deadlines.indexOf(theirs) > deadlines.indexOf(ours),
          );
        }
      }
    }
  });
});

it('orders deadlines strictly', () => {
  expect(isLater('month', 'at-once')).toBe(true);
  expect(isLater('staged', 'year')).toBe(true);
  expect(isLater('long-term', 'staged')).toBe(true);
  expect(isLater('quarter', 'quarter')).toBe(false);
});

it('says in Chinese which entry offends and how', () => {
  const child = childOf(village, {
    id: subject,
    entry: { deadline: 'year', channels: ['terminal', 'screen'] },
  });
  const [channel, deadline] = checkTightenOnly(village, child).map(catalogueText.violation);
  expect(channel).toContain(`${subject}「${title}」 缺少公开方式：固定公开栏`);
  expect(deadline).toContain('上级为每季度公开（季后10日内），这份为每年公开（年后30日内）');
});
