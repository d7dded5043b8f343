import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { AttachmentView } from '../../../main/contract/views.ts';
import { item } from '../../../main/text/terminal.ts';
import { persistently } from '../../shared/load.ts';
import type { AboutItem } from '../navigation.ts';
import { Animation } from './animation.tsx';
import { isAudio, isVideo, MediaPlayer } from './media-player.tsx';
import styles from './sections.module.css';
import { Viewer, zooms } from './viewer.tsx';
import { Closed, nameOf, opens } from './vouchers.tsx';

const Pdf = lazy(() => persistently(() => import('../../shared/pdf.tsx')));

const isPhoto = ({ mediaType }: AttachmentView) => /^image\/(jpeg|png|webp|avif|bmp)$/.test(mediaType);
const isAnimation = ({ mediaType }: AttachmentView) => mediaType === 'image/gif';
const isMedia = (file: AttachmentView) => isVideo(file) || isAudio(file);
const isPdf = ({ mediaType }: AttachmentView) => mediaType === 'application/pdf';

function Photos({ photos }: { photos: readonly AttachmentView[] }) {
  const [at, setAt] = useState<number>();
  if (photos.length === 0) return null;
  return (
    <section className={styles.section}>
      <h3 className={styles.title}>{item.photos}</h3>
      <div className={styles.photos}>
        {photos.map((photo, index) => (
          <button key={photo.sha256} type="button" className={styles.photo} onClick={() => setAt(index)}>
            <img src={photo.url} alt="" loading="lazy" draggable={false} />
            <span>{photo.title ?? item.photo(index + 1)}</span>
          </button>
        ))}
      </div>
      {at === undefined ? null : <Viewer files={photos} start={at} onClose={() => setAt(undefined)} />}
    </section>
  );
}

function PdfInPage({ file }: { file: AttachmentView }) {
  const [zoom, setZoom] = useState(0);
  const [full, setFull] = useState(false);
  const tools = [
    { icon: ZoomOut, label: item.smaller, off: zoom === 0, onPress: () => setZoom(zoom - 1) },
    { icon: ZoomIn, label: item.larger, off: zoom === zooms.length - 1, onPress: () => setZoom(zoom + 1) },
    { icon: Maximize, label: item.fullScreen, off: false, onPress: () => setFull(true) },
  ];
  return (
    <section className={styles.section}>
      <div className={styles.tools}>
        <h3 className={styles.title}>{nameOf(file)}</h3>
        <div className={styles.toolButtons} data-silent>
          {tools.map(({ icon: Icon, label, off, onPress }) => (
            <button key={label} type="button" className={styles.tool} disabled={off} onClick={onPress}>
              <Icon aria-hidden="true" />
              {label}
            </button>
          ))}
        </div>
      </div>
      <Suspense fallback={<p className={styles.note}>{item.pdfLoading}</p>}>
        <Pdf
          url={file.url ?? ''}
          zoom={zooms[zoom] ?? 1}
          pageLabel={item.pdfPage}
          failed={item.pdfFailed}
          loading={item.pdfLoading}
        />
      </Suspense>
      {full ? <Viewer files={[file]} onClose={() => setFull(false)} /> : null}
    </section>
  );
}

function Others({ files, about }: { files: readonly AttachmentView[]; about: AboutItem }) {
  if (files.length === 0) return null;
  return (
    <section className={styles.section}>
      <h3 className={styles.title}>{item.files}</h3>
      {files.map((file) => (
        <div key={file.sha256} className={styles.file}>
          <strong>{nameOf(file)}</strong>
          {file.access !== 'all' || !file.arrived ? (
            <Closed item={about} file={file} />
          ) : (
            <span className={styles.note}>{item.fileAdvice}</span>
          )}
        </div>
      ))}
    </section>
  );
}

interface AttachmentsProps {
  attachments: readonly AttachmentView[];
  about: AboutItem;
}

/** What goes with the item: photos to enlarge, sound and film, PDFs in the page, other files by name. Vouchers stand at their lines. */
export function Attachments({ attachments, about }: AttachmentsProps) {
  const own = attachments.filter(({ voucherFor }) => voucherFor === undefined);
  const open = own.filter(opens);
  const photos = open.filter(isPhoto);
  const animations = open.filter(isAnimation);
  const media = open.filter(isMedia);
  const pdfs = open.filter(isPdf);
  const shown = new Set([...photos, ...animations, ...media, ...pdfs]);
  const others = own.filter((file) => !shown.has(file));
  return (
    <>
      <Photos photos={photos} />
      {animations.map((file) => (
        <Animation key={file.sha256} file={file} />
      ))}
      {media.map((file) => (
        <MediaPlayer key={file.sha256} file={file} />
      ))}
      {pdfs.map((file) => (
        <PdfInPage key={file.sha256} file={file} />
      ))}
      <Others files={others} about={about} />
    </>
  );
}
