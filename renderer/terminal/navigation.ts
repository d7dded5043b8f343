import { createContext, useContext } from 'react';
import type { Brightness } from '../../main/contract/catalogue.ts';
import type { ItemKind, ModuleId } from '../../main/contract/content.ts';
import { shelves } from '../../main/text/terminal.ts';
import type { Announce } from './ahead.ts';

export interface ModuleFilter {
  year?: number;
  quarter?: number;
  catalogue?: string;
}

export interface SearchState {
  text: string;
  module?: ModuleId;
  year?: number;
  kind?: ItemKind;
}

/** Ways in beside the six modules: the five brightnesses (R1.12) and the registers (R1.13). */
export type ShelfName = Brightness | 'registers';
export const shelfNames = Object.keys(shelves) as ShelfName[];

/** What somebody looked for on the way to an item: as typed, and as it stands in the item (`dbjz`, 低保救助). */
export interface Sought {
  text: string;
  words: readonly string[];
  /** The item's title has it too: it is marked, and the page still begins at its beginning. */
  inTitle: boolean;
}

/** Where a person is. All of it is in memory: there is no address, and no browser history to leave by. */
export type Route =
  | { screen: 'home' }
  | { screen: 'module'; module: ModuleId; filter: ModuleFilter }
  | { screen: 'shelf'; shelf: ShelfName; filter: ModuleFilter }
  | { screen: 'shelves' }
  | { screen: 'item'; id: string; version?: number; sought?: Sought }
  | { screen: 'search'; search: SearchState }
  | { screen: 'publicity' }
  | { screen: 'recent' }
  | { screen: 'contacts' }
  | { screen: 'write'; item?: AboutItem; begin?: Begun }
  | { screen: 'vouchers'; item: AboutItem; line?: VoucherLine }
  | { screen: 'follow' }
  | { screen: 'subsidies' };

/** What somebody writes about, in the version that was read. */
export interface AboutItem {
  id: string;
  version: number;
  title: string;
}

/** A letter of which kind and words are known already. */
export interface Begun {
  kind: 'inspect';
  text: string;
}

/** A line of an item's first table, from 1, whose vouchers are wanted. */
export interface VoucherLine {
  row: number;
  title: string;
}

/** A screen on the way back, and how far it was scrolled, in CSS pixels. */
export interface Entry {
  key: number;
  route: Route;
  scroll: { top: number };
}

export interface Navigation {
  stack: readonly Entry[];
  nextKey: number;
  /** Where the finger that lies on the glass leads: drawn already, behind the screen. */
  ahead?: Entry;
}

export type Move =
  | { type: 'go'; route: Route }
  /** The same screen with other filters or words: not a step of its own on the way back. */
  | { type: 'change'; route: Route }
  | { type: 'back' }
  | { type: 'home' }
  | { type: 'ahead'; route: Route }
  | { type: 'aheadBack' }
  /** The finger went elsewhere. */
  | { type: 'drop' };

/** Steps kept for the way back; beyond it the oldest after home are forgotten. */
const longestWay = 40;

export const atHome: Navigation = { stack: [entry(0, { screen: 'home' })], nextKey: 1 };

function entry(key: number, route: Route): Entry {
  return { key, route, scroll: { top: 0 } };
}

export function current(navigation: Navigation): Entry {
  const top = navigation.stack.at(-1);
  if (top === undefined) throw new Error('the way back is never empty');
  return top;
}

/** Screens that show what everybody may see, and do nothing by being drawn. */
const drawnAhead: ReadonlySet<Route['screen']> = new Set([
  'home',
  'module',
  'shelf',
  'item',
  'search',
  'publicity',
  'recent',
]);

/** What was drawn for this very route. */
function drawn({ ahead }: Navigation, route: Route): Entry | undefined {
  return ahead !== undefined && JSON.stringify(ahead.route) === JSON.stringify(route) ? ahead : undefined;
}

function withAhead({ stack, nextKey }: Navigation, route: Route): Navigation {
  const next = { stack, nextKey: nextKey + 1 };
  return drawnAhead.has(route.screen) ? { ...next, ahead: entry(nextKey, route) } : next;
}

export function move(navigation: Navigation, change: Move): Navigation {
  const { stack, nextKey } = navigation;
  const opened = (route: Route) => drawn(navigation, route) ?? entry(nextKey, route);
  switch (change.type) {
    case 'go': {
      const kept = stack.length < longestWay ? stack : [...stack.slice(0, 1), ...stack.slice(2)];
      return { stack: [...kept, opened(change.route)], nextKey: nextKey + 1 };
    }
    case 'change': {
      const top = current(navigation);
      const changed = { ...top, route: change.route, scroll: { top: 0 } };
      return { stack: [...stack.slice(0, -1), drawn(navigation, change.route) ?? changed], nextKey };
    }
    case 'back':
      return stack.length > 1 ? { stack: stack.slice(0, -1), nextKey } : navigation;
    case 'home':
      if (stack.length === 1 && current(navigation).scroll.top === 0) return navigation;
      return { stack: [opened({ screen: 'home' })], nextKey: nextKey + 1 };
    case 'ahead':
      return withAhead(navigation, change.route);
    case 'aheadBack': {
      const before = stack.at(-2);
      return before !== undefined && drawnAhead.has(before.route.screen)
        ? { stack, nextKey, ahead: before }
        : navigation;
    }
    case 'drop':
      return navigation.ahead === undefined ? navigation : { stack, nextKey };
  }
}

export interface Navigator {
  entry: Entry;
  go(route: Route): void;
  change(route: Route): void;
  back(): void;
  home(): void;
  /** Home, for the next person: nothing of this visit stays (R2.8). */
  leave(): void;
  /** A finger came down on the way to another screen. */
  announce: Announce;
}

export const NavigatorContext = createContext<Navigator | undefined>(undefined);

export function useNavigator(): Navigator {
  const navigator = useContext(NavigatorContext);
  if (navigator === undefined) throw new Error('useNavigator is used outside the app');
  return navigator;
}
