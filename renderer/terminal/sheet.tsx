import { X } from 'lucide-react';
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { bar } from '../../main/text/terminal.ts';
import { useAloud } from './aloud/aloud-context.ts';
import styles from './sheet.module.css';

interface SheetProps {
  label: string;
  narrow?: boolean;
  /** Without it the sheet cannot be closed from its head or by Escape. */
  onClose?(): void;
  children: ReactNode;
}

/** A sheet over the screen, with a head that closes it. Focus stays in it. */
export function Sheet({ label, narrow = false, onClose, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { guide } = useAloud();
  const inside = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    const box = inside.current;
    if (box === null) return;
    // Arrow keys scroll what has no room.
    const look = () => {
      if (box.scrollHeight > box.clientHeight + 1) box.tabIndex = 0;
      else box.removeAttribute('tabindex');
    };
    const resized = new ResizeObserver(look);
    for (const part of [box, ...box.children]) resized.observe(part);
    return () => resized.disconnect();
  }, []);
  useEffect(() => guide.arrive(label), [guide, label]);
  return (
    <dialog
      ref={dialog}
      className={narrow ? styles.narrow : styles.sheet}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
    >
      {onClose === undefined ? null : (
        <div className={styles.head}>
          <h2 className={styles.title}>{label}</h2>
          <button type="button" className={styles.close} onClick={onClose}>
            <X aria-hidden="true" />
            {bar.close}
          </button>
        </div>
      )}
      <div ref={inside} className={styles.inside}>
        {children}
      </div>
    </dialog>
  );
}
