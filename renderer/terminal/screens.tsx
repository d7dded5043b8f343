import type { QueryClient } from '@tanstack/react-query';
import { memo } from 'react';
import { CardsScreen } from './cards-screen.tsx';
import { ContactsScreen } from './contacts-screen.tsx';
import { HomeScreen } from './home/home-screen.tsx';
import { laterScreen } from './later-screen.tsx';
import { ModuleScreen, ShelfScreen } from './module-screen.tsx';
import type { Route } from './navigation.ts';
import { prepareOffers } from './search/offers-query.ts';
import { ShelvesScreen } from './shelves-screen.tsx';

/** Fetched in this order while the home screen is being read, so that home is there sooner and they are there at a touch. */
const later = {
  Item: laterScreen(async () => (await import('./item-screen.tsx')).ItemScreen),
  Search: laterScreen(async () => (await import('./search/search-screen.tsx')).SearchScreen),
  Write: laterScreen(async () => (await import('./desk/write-screen.tsx')).WriteScreen),
  Subsidies: laterScreen(async () => (await import('./desk/subsidies-screen.tsx')).SubsidiesScreen),
  Follow: laterScreen(async () => (await import('./desk/follow-screen.tsx')).FollowScreen),
  Vouchers: laterScreen(async () => (await import('./item/voucher-screen.tsx')).VoucherScreen),
  Rest: laterScreen(async () => (await import('./rest/rest-screen.tsx')).RestScreen),
};

/** Milliseconds after which they are fetched even if the page has not come to rest. */
const longestIdle = 1_000;

async function load(queries: QueryClient): Promise<void> {
  await later.Item.load();
  await later.Search.load();
  prepareOffers(queries);
  for (const screen of Object.values(later)) await screen.load();
}

/** Home is there: what the next touch needs is fetched. @returns ends it, where it has not begun */
export function prepareScreens(queries: QueryClient): () => void {
  const waiting = requestIdleCallback(() => void load(queries), { timeout: longestIdle });
  return () => cancelIdleCallback(waiting);
}

/** The notice loop, where nobody is. */
export const Rest = later.Rest.Screen;

/** Where a person is. Not drawn anew for what goes on around it. */
export const Shown = memo(function ShownScreen({ route }: { route: Route }) {
  switch (route.screen) {
    case 'home':
      return <HomeScreen />;
    case 'module':
      return <ModuleScreen module={route.module} filter={route.filter} />;
    case 'shelf':
      return <ShelfScreen shelf={route.shelf} filter={route.filter} />;
    case 'shelves':
      return <ShelvesScreen />;
    case 'item':
      return <later.Item.Screen id={route.id} version={route.version} sought={route.sought} />;
    case 'search':
      return <later.Search.Screen search={route.search} />;
    case 'publicity':
    case 'recent':
      return <CardsScreen which={route.screen} />;
    case 'contacts':
      return <ContactsScreen />;
    case 'write':
      return <later.Write.Screen item={route.item} begin={route.begin} />;
    case 'vouchers':
      return <later.Vouchers.Screen item={route.item} line={route.line} />;
    case 'follow':
      return <later.Follow.Screen />;
    case 'subsidies':
      return <later.Subsidies.Screen />;
  }
});
