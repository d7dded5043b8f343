import { useQuery } from '@tanstack/react-query';
import type { Place } from '../../main/contract/views.ts';
import { signerLabel } from '../../main/text/common.ts';
import { takeAway } from '../../main/text/terminal.ts';
import { QrPicture } from '../shared/qr.tsx';
import { api, isRefusal } from '../shared/queries.ts';
import { Sheet } from './sheet.tsx';
import styles from './take-sheets.module.css';

interface TakeAwayProps {
  id: string;
  version: number;
  place: Place;
  onClose(): void;
}

/** The item's QR code, with what it carries and what it proves (R2.6; conventions.md, "QR text"). */
export function TakeAwaySheet({ id, version, place, onClose }: TakeAwayProps) {
  const { data, error } = useQuery(api.takeAway.queryOptions({ input: { id, version } }));
  return (
    <Sheet label={takeAway.title} onClose={onClose}>
      <div className={styles.sheet}>
        {isRefusal(error) ? <p>{takeAway.failed}</p> : null}
        <div className={styles.code}>
          {data === undefined ? null : <QrPicture matrix={data.matrix} label={takeAway.picture} />}
        </div>
        {data === undefined ? null : (
          <div className={styles.words}>
            <p className={styles.lead}>
              {data.link === undefined ? takeAway.withoutLink : takeAway.withLink}
            </p>
            <p>{takeAway.proves(signerLabel(id, place))}</p>
            <p className={styles.digest}>{takeAway.digest(data.digest8)}</p>
          </div>
        )}
      </div>
    </Sheet>
  );
}
