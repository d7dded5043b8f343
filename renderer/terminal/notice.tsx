import styles from './notice.module.css';

interface NoticeProps {
  title: string;
  advice?: string | readonly string[];
  action?: { label: string; onPress(): void };
}

/** Says what happened, what still works, and what to do. */
export function Notice({ title, advice, action }: NoticeProps) {
  return (
    <div className={styles.notice} role="status">
      <p className={styles.title}>{title}</p>
      {typeof advice === 'string' ? <p className={styles.advice}>{advice}</p> : null}
      {typeof advice === 'object' ? (
        <ul className={styles.advices}>
          {advice.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : null}
      {action === undefined ? null : (
        <button type="button" className={styles.action} onClick={action.onPress}>
          {action.label}
        </button>
      )}
    </div>
  );
}
