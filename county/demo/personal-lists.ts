/** What the demo's villagers can look up for themselves: made-up people, made-up identity numbers of the prefix 99. */
import { isIdentityNumber } from '../../main/contract/identity.ts';
import type { PersonalRow } from '../personal/store.ts';
import { type Household, householdsOf } from './people.ts';
import type { Place } from './places.ts';

/** A made-up identity number: the village's county, a day of birth by the household, a running number, the check character. */
export function demoIdentity(place: Place, { number }: Household): string {
  const year = 1950 + (number % 40);
  const day = String((number % 28) + 1).padStart(2, '0');
  const begin = `${place.code.slice(0, 6)}${year}03${day}${String(number).padStart(3, '0').slice(-3)}`;
  return [...'0123456789X'].map((last) => begin + last).find(isIdentityNumber) ?? '';
}

export type DemoList = { programme: string; period: string; rows: PersonalRow[] };

const account = ({ number }: Household) => `尾号${String(1000 + ((number * 37) % 9000))}`;

function landList(place: Place, year: number): DemoList {
  const programme = '耕地地力保护补贴';
  const rows = householdsOf(place).map((household) => ({
    name: household.head,
    idNumber: demoIdentity(place, household),
    record: {
      programme,
      department: '越州县农业农村局',
      period: String(year),
      fen: Math.round((household.land * 10_880) / 100),
      basis: `${(household.land / 100).toFixed(2)}亩`,
      paidOn: `${year}-06-20`,
      account: account(household),
    },
  }));
  return { programme, period: String(year), rows };
}

function insuranceList(place: Place, year: number): DemoList {
  const programme = '城乡居民医保个人缴费补助';
  const rows = householdsOf(place)
    .filter(({ number }) => number % 3 === 1)
    .map((household) => ({
      name: household.head,
      idNumber: demoIdentity(place, household),
      record: {
        programme,
        department: '越州县医疗保障局',
        period: String(year),
        fen: 12_000 * household.members,
        basis: `${household.members}人`,
        account: account(household),
      },
    }));
  return { programme, period: String(year), rows };
}

/** Lists of the two last whole years. @param year of today */
export const demoLists = (place: Place, year: number): DemoList[] =>
  [year - 1, year - 2].flatMap((each) => [landList(place, each), insuranceList(place, each)]);
