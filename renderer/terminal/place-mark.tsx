import { useQuery } from '@tanstack/react-query';
import { api } from '../shared/queries.ts';
import styles from './place-mark.module.css';

/** The village's or county's own mark beside its name, where its settings have one (R6.4). */
export function PlaceMark() {
  const { data } = useQuery(api.face.queryOptions());
  return data?.mark === undefined ? null : <img className={styles.mark} src={data.mark} alt="" />;
}
