/** Catalogue entries by what an item is about: a village's, and the ones that a community has instead. */
import type { Place } from './places.ts';

type Ids = readonly [string, ...string[]];
const both = (...ids: Ids) => ({ village: ids, community: ids });

export const topics = {
  rules: {
    village: ['village.system.1', 'sx.overview.5'],
    community: ['community.system.1', 'sx.overview.5'],
  },
  office: { village: ['village.system.2'], community: ['community.system.2'] },
  overseers: {
    village: ['village.system.3', 'sx.supervision.1'],
    community: ['community.system.3', 'sx.supervision.1'],
  },
  appraisalRules: {
    village: ['village.system.4', 'sx.supervision.1'],
    community: ['community.system.4', 'sx.supervision.1'],
  },
  deliberationRules: { village: ['village.system.5'], community: ['community.system.5'] },
  seal: { village: ['village.system.6'], community: ['community.system.6'] },
  moneyRules: { village: ['village.system.7'], community: ['community.system.7'] },
  archives: { village: ['village.system.8'], community: ['community.system.8'] },
  otherRules: { village: ['village.system.9'], community: ['community.system.9'] },
  plan: {
    village: ['village.affairs.1', 'sx.overview.6'],
    community: ['community.affairs.1', 'sx.overview.6'],
  },
  staff: {
    village: ['village.affairs.2', 'sx.overview.3'],
    community: ['community.affairs.2', 'sx.overview.3'],
  },
  election: { village: ['village.affairs.3'], community: ['community.affairs.3'] },
  grid: {
    village: ['village.affairs.4', 'sx.overview.2'],
    community: ['community.affairs.4', 'sx.overview.2'],
  },
  deliberation: {
    village: ['village.affairs.5', 'sx.village.1'],
    community: ['community.affairs.5', 'sx.village.1'],
  },
  yearReport: {
    village: ['village.affairs.7', 'sx.village.1'],
    community: ['community.affairs.6', 'sx.village.1'],
  },
  appraisal: { village: ['village.affairs.8'], community: ['community.affairs.7'] },
  publicWorks: { village: ['village.affairs.11', 'zw.finance.7'], community: ['zw.finance.7'] },
  support: {
    village: ['village.affairs.14', 'sx.village.3'],
    community: ['community.affairs.11', 'sx.village.3'],
  },
  welfare: {
    village: ['village.affairs.15', 'sx.village.4'],
    community: ['community.affairs.12', 'sx.village.4'],
  },
  customs: { village: ['village.affairs.16'], community: ['community.affairs.16'] },
  epidemic: { village: ['village.affairs.17'], community: ['community.affairs.13'] },
  farming: { village: ['village.affairs.18', 'zw.service.3'], community: ['zw.service.3'] },
  services: {
    village: ['village.affairs.19', 'zw.service.2'],
    community: ['community.affairs.14', 'zw.service.2'],
  },
  utilities: { village: ['village.affairs.19', 'zw.village.3'], community: ['community.affairs.9'] },
  questions: { village: ['village.affairs.20'], community: ['community.affairs.15'] },
  other: { village: ['village.affairs.21'], community: ['community.affairs.16'] },
  money: {
    village: ['village.finance.1', 'sx.finance.1', 'zw.finance.2'],
    community: ['community.finance.3', 'sx.finance.1', 'zw.finance.2'],
  },
  running: { village: ['village.finance.2'], community: ['community.finance.3'] },
  labourDays: { village: ['village.finance.4'], community: ['community.finance.6'] },
  relief: { village: ['village.finance.6'], community: ['community.finance.2'] },
  subsidies: { village: ['village.finance.7', 'zw.village.4'], community: ['community.finance.6'] },
  audit: {
    village: ['village.finance.8', 'zw.finance.5'],
    community: ['community.finance.5', 'zw.finance.5'],
  },
  debts: { village: ['village.finance.12', 'zw.finance.4'], community: ['zw.finance.4'] },
  assets: { village: ['village.finance.13', 'zw.finance.1'], community: ['zw.finance.1'] },
  gains: { village: ['village.finance.14'], community: ['community.finance.3'] },
  moneyCheck: { village: ['village.finance.17', 'sx.supervision.3'], community: ['sx.supervision.3'] },
  otherMoney: { village: ['village.finance.18'], community: ['community.finance.6'] },
  labour: both('sx.village.2'),
  decisions: both('sx.village.1'),
  vouchers: both('sx.finance.2'),
  publicGood: both('zw.finance.7'),
  policies: both('zw.service.3'),
} as const satisfies Record<string, { village: Ids; community: Ids }>;

export type Topic = keyof typeof topics;

export function entriesFor(place: Place, topic: Topic): string[] {
  return [...topics[topic][place.kind === 'community' ? 'community' : 'village']];
}
