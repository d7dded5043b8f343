import { useQuery } from '@tanstack/react-query';
import { BookOpen, House, Megaphone, MessageSquare, Phone, Search, Wallet } from 'lucide-react';
import { bar } from '../../main/text/terminal.ts';
import { desk } from '../../main/text/terminal-desk.ts';
import { api } from '../shared/queries.ts';
import { useNavigator } from './navigation.ts';
import { usePrepare } from './prepare.ts';
import type { Action } from './screen.tsx';

/** The ways on that are always there: home, search, what is in its publicity period, what is new, whom to ask. */
export function useCommonActions(): Record<
  'home' | 'search' | 'publicity' | 'recent' | 'write' | 'subsidies',
  Action
> & {
  contacts: Action[];
} {
  const { go, home } = useNavigator();
  const prepare = usePrepare();
  const { data } = useQuery(api.home.queryOptions());
  const contact: Action = { icon: Phone, label: bar.contacts, onPress: () => go({ screen: 'contacts' }) };
  return {
    home: { icon: House, label: bar.home, onPress: home, onTouch: () => prepare({ screen: 'home' }) },
    search: {
      icon: Search,
      label: bar.search,
      onPress: () => go({ screen: 'search', search: { text: '' } }),
    },
    publicity: {
      icon: Megaphone,
      label: bar.publicity,
      onPress: () => go({ screen: 'publicity' }),
      onTouch: () => prepare({ screen: 'publicity' }),
    },
    recent: {
      icon: BookOpen,
      label: bar.recent,
      onPress: () => go({ screen: 'recent' }),
      onTouch: () => prepare({ screen: 'recent' }),
    },
    write: { icon: MessageSquare, label: desk.write, onPress: () => go({ screen: 'write' }) },
    subsidies: { icon: Wallet, label: desk.subsidies, onPress: () => go({ screen: 'subsidies' }) },
    contacts: (data?.place.links.length ?? 0) > 0 ? [contact] : [],
  };
}
