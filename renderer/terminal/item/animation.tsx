import { Pause, Play } from 'lucide-react';
import { useRef, useState } from 'react';
import type { AttachmentView } from '../../../main/contract/views.ts';
import { item } from '../../../main/text/terminal.ts';
import { media as words } from '../../../main/text/terminal-item.ts';
import styles from './media.module.css';
import { nameOf } from './vouchers.tsx';

/** A picture that moves stands still until somebody wants it to move, and can be stopped again (EN 301 549, 9.2.2.2). */
export function Animation({ file }: { file: AttachmentView }) {
  const still = useRef<HTMLCanvasElement>(null);
  const [moving, setMoving] = useState(false);
  const [failed, setFailed] = useState(false);
  /** The first frame: what a canvas takes of a picture that moves (HTML, "CanvasImageSource"). */
  const draw = (image: HTMLImageElement) => {
    const canvas = still.current;
    if (canvas === null) return;
    canvas.width = image.naturalWidth;
    canvas.height = image.naturalHeight;
    canvas.getContext('2d')?.drawImage(image, 0, 0);
  };
  if (failed) return <p>{item.photoFailed}</p>;
  return (
    <figure className={styles.animation}>
      <figcaption className={styles.name}>{nameOf(file)}</figcaption>
      <canvas ref={still} className={styles.frame} hidden={moving} role="img" aria-label={nameOf(file)} />
      <img
        src={file.url}
        alt={nameOf(file)}
        className={styles.frame}
        hidden={!moving}
        draggable={false}
        onLoad={({ currentTarget }) => draw(currentTarget)}
        onError={() => setFailed(true)}
      />
      <button type="button" className={styles.control} onClick={() => setMoving(!moving)}>
        {moving ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />}
        {moving ? words.stillPicture : words.playPicture}
      </button>
    </figure>
  );
}
