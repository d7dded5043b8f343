import type { Place } from '../../main/contract/views.ts';
import { contacts } from '../../main/text/terminal.ts';
import { QrPicture } from '../shared/qr.tsx';
import styles from './contact-list.module.css';

type Link = Place['links'][number];

function Phone({ title, phone }: { title: string; phone: string }) {
  return (
    <li className={styles.contact}>
      <span>{title}</span>
      <strong className={styles.phone}>{phone}</strong>
    </li>
  );
}

/** Nothing here opens an address: a phone's camera does. */
function Address({ title, url, matrix }: { title: string; url: string; matrix: Link['matrix'] }) {
  return (
    <li className={styles.contact}>
      <span className={styles.words}>
        {title}
        <span className={styles.note}>{matrix === undefined ? url : contacts.scan}</span>
      </span>
      {matrix === undefined ? null : (
        <span className={styles.code}>
          <QrPicture matrix={matrix} label={`${title} ${contacts.scan}`} />
        </span>
      )}
    </li>
  );
}

/** Phones first, in large figures; addresses after them, as codes for a phone. */
export function ContactList({ links }: { links: readonly Link[] }) {
  return (
    <ul className={styles.contacts}>
      {links.map(({ title, phone }) =>
        phone === undefined ? null : <Phone key={`${title} ${phone}`} title={title} phone={phone} />,
      )}
      {links.map(({ title, url, matrix }) =>
        url === undefined ? null : (
          <Address key={`${title} ${url}`} title={title} url={url} matrix={matrix} />
        ),
      )}
    </ul>
  );
}
