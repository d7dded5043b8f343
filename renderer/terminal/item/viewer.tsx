import { ChevronLeft, ChevronRight, Maximize, X, ZoomIn, ZoomOut } from 'lucide-react';
import { lazy, Suspense, useLayoutEffect, useRef, useState } from 'react';
import type { AttachmentView } from '../../../main/contract/views.ts';
import { bar, item } from '../../../main/text/terminal.ts';
import { media } from '../../../main/text/terminal-item.ts';
import { persistently } from '../../shared/load.ts';
import styles from './viewer.module.css';

const Pdf = lazy(() => persistently(() => import('../../shared/pdf.tsx')));

/** Steps of enlargement; 1 shows the whole picture. */
export const zooms = [1, 1.5, 2, 3] as const;

/** What a real keyboard does, by place among the tools. */
const toolKeys: Record<string, number> = { PageUp: 0, PageDown: 1, '-': 2, '+': 3, '=': 3, '0': 4 };

interface ViewerProps {
  /** Those that may be shown and have arrived. */
  files: readonly AttachmentView[];
  start?: number;
  onClose(): void;
}

function Shown({ file, zoom }: { file: AttachmentView; zoom: number }) {
  const [failed, setFailed] = useState(false);
  if (file.mediaType === 'application/pdf') {
    return (
      <Suspense>
        <Pdf
          url={file.url ?? ''}
          zoom={zoom}
          pageLabel={item.pdfPage}
          failed={item.pdfFailed}
          loading={item.pdfLoading}
        />
      </Suspense>
    );
  }
  if (failed) return <p className={styles.failed}>{item.photoFailed}</p>;
  return (
    <img
      className={styles.picture}
      style={{ width: `${zoom * 100}%`, height: `${zoom * 100}%` }}
      src={file.url}
      alt={file.title ?? file.name}
      draggable={false}
      onError={() => setFailed(true)}
    />
  );
}

/** Pictures and documents over the whole screen, one at a time, enlarged by buttons; moved by touch when enlarged. */
export function Viewer({ files, start = 0, onClose }: ViewerProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [at, setAt] = useState(start);
  const [zoom, setZoom] = useState(0);
  const stage = useRef<HTMLElement>(null);
  // What was in the middle stays there.
  useLayoutEffect(() => {
    const box = stage.current;
    if (box === null || zoom === 0) return;
    box.scrollTo((box.scrollWidth - box.clientWidth) / 2, (box.scrollHeight - box.clientHeight) / 2);
  }, [zoom]);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  const file = files[at];
  if (file === undefined) return null;
  const turn = (to: number) => {
    setAt(to);
    setZoom(0);
  };
  const tools = [
    { icon: ChevronLeft, label: item.previous, off: at === 0, onPress: () => turn(at - 1) },
    { icon: ChevronRight, label: item.next, off: at === files.length - 1, onPress: () => turn(at + 1) },
    { icon: ZoomOut, label: item.smaller, off: zoom === 0, onPress: () => setZoom(zoom - 1) },
    { icon: ZoomIn, label: item.larger, off: zoom === zooms.length - 1, onPress: () => setZoom(zoom + 1) },
    { icon: Maximize, label: media.reset, off: zoom === 0, onPress: () => setZoom(0) },
  ];
  const onKeyDown = ({ key }: { key: string }) => {
    const tool = tools[toolKeys[key] ?? -1];
    if (tool !== undefined && !tool.off) tool.onPress();
  };
  return (
    <dialog
      ref={dialog}
      className={styles.viewer}
      onKeyDown={onKeyDown}
      aria-label={file.title ?? file.name}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className={styles.head}>
        <h2 className={styles.title}>{file.title ?? file.name}</h2>
        <p>{item.position(at + 1, files.length)}</p>
      </div>
      {/* Enlarged it is moved by a finger, or by the arrow keys, as any box that scrolls. */}
      <section ref={stage} className={styles.stage} aria-label={media.moveLine}>
        <Shown key={file.sha256} file={file} zoom={zooms[zoom] ?? 1} />
      </section>
      <div className={styles.tools}>
        {tools.map(({ icon: Icon, label, off, onPress }) => (
          <button key={label} type="button" className={styles.tool} disabled={off} onClick={onPress}>
            <Icon aria-hidden="true" />
            {label}
          </button>
        ))}
        <button type="button" className={styles.close} onClick={onClose}>
          <X aria-hidden="true" />
          {bar.close}
        </button>
      </div>
    </dialog>
  );
}
