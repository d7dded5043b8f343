import { useQuery } from '@tanstack/react-query';
import { contacts } from '../../main/text/terminal.ts';
import { api } from '../shared/queries.ts';
import { useCommonActions } from './common-actions.ts';
import { ContactList } from './contact-list.tsx';
import styles from './lists.module.css';
import { Screen, TopBar } from './screen.tsx';

/** Whom to ask and where to report, as the county's settings name them. */
export function ContactsScreen() {
  const { data } = useQuery(api.home.queryOptions());
  const { home, search, publicity, recent } = useCommonActions();
  return (
    <Screen top={<TopBar where={contacts.title} />} actions={[home, search, publicity, recent]}>
      <div className={styles.page}>
        <p className={styles.note}>{contacts.line}</p>
        <ContactList links={data?.place.links ?? []} />
        {data ? <p className={styles.foot}>{contacts.software(data.software)}</p> : null}
      </div>
    </Screen>
  );
}
