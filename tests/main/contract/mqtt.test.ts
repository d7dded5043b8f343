import { expect, test } from 'vitest';
import { terminalState } from '../../../main/contract/mqtt.ts';

const state = {
  terminal: 'hall-1',
  village: '990001001001',
  session: 's',
  epoch: 3,
  online: true,
  at: 1_795_000_000_000,
};

test('a newer terminal’s state is taken without what this version does not know', () => {
  const known = { kind: 'storage-full', since: 5 } as const;
  const newer = {
    ...state,
    somethingNew: { deep: true },
    update: { some: 'other form' },
    health: [known, { kind: 'a-kind-of-tomorrow', since: 6 }, { kind: 'storage-low' }],
  };
  expect(terminalState.parse(newer)).toEqual({ ...state, health: [known] });
});

test('what everybody must say is still asked for', () => {
  const { session: _session, ...without } = state;
  expect(terminalState.safeParse(without).success).toBe(false);
  expect(terminalState.safeParse({ ...state, village: '99' }).success).toBe(false);
});
