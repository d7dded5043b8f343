import { getDocument, type PDFDocumentProxy, PDFWorker, type RenderTask } from 'pdfjs-dist';
import PdfThread from 'pdfjs-dist/build/pdf.worker.mjs?worker';
import { useEffect, useRef, useState } from 'react';
import styles from './pdf.module.css';

/** Pixels of one page's canvas at most: a large plan would otherwise take the machine's memory. */
const canvasPixels = 12_000_000;
/** A page is drawn when it is within this share of the view's height, and let go beyond it. */
const nearView = '60%';

interface PdfProps {
  /** Signed address of the file (`/file/…`). */
  url: string;
  /** 1 is the width of the box. */
  zoom: number;
  pageLabel(page: number, pages: number): string;
  failed: string;
  loading: string;
}

const dataFolder = (name: string) => new URL(`/pdfjs/${name}/`, document.baseURI).href;

/** The thread that reads PDF files. It says `error` where its program does not come, as the core is away: PDF.js would wait for it. */
interface Shared {
  worker: PDFWorker;
  thread: Worker;
}

let shared: Shared | undefined;

function startWorker(): Shared {
  const thread = new PdfThread();
  const worker = PDFWorker.create({ port: thread });
  thread.addEventListener('error', () => {
    if (shared?.worker === worker) shared = undefined;
    worker.destroy();
    thread.terminate();
  });
  return { worker, thread };
}

/**
 * @param worker one for all documents, and given to each: a document that has its own ends it when it is closed, and the next
 *   one that is opened at that moment would throw
 */
function open(url: string, worker: PDFWorker) {
  return getDocument({
    worker,
    url: new URL(url, document.baseURI).href,
    cMapUrl: dataFolder('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: dataFolder('standard_fonts'),
    wasmUrl: dataFolder('wasm'),
    iccUrl: dataFolder('iccs'),
    enableXfa: false,
    disableAutoFetch: true,
  });
}

type Loaded = { pdf: PDFDocumentProxy; ratio: number } | 'failed' | undefined;

function useDocument(url: string): Loaded {
  const [loaded, setLoaded] = useState<Loaded>();
  useEffect(() => {
    shared ??= startWorker();
    const task = open(url, shared.worker);
    let left = false;
    const ending = new AbortController();
    shared.thread.addEventListener('error', () => setLoaded('failed'), { signal: ending.signal });
    task.promise
      .then(async (pdf) => {
        const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 });
        if (!left) setLoaded({ pdf, ratio: height / width });
      })
      .catch(() => {
        if (!left) setLoaded('failed');
      });
    return () => {
      left = true;
      ending.abort();
      setLoaded(undefined);
      void task.destroy();
    };
  }, [url]);
  return loaded;
}

/** Draws a page at the width of its canvas's box. @returns stops it */
function draw(pdf: PDFDocumentProxy, number: number, canvas: HTMLCanvasElement): () => void {
  let task: RenderTask | undefined;
  let left = false;
  void pdf.getPage(number).then((page) => {
    if (left) return;
    const natural = page.getViewport({ scale: 1 });
    const wanted = (canvas.clientWidth / natural.width) * window.devicePixelRatio;
    const scale = Math.min(wanted, Math.sqrt(canvasPixels / (natural.width * natural.height)));
    const viewport = page.getViewport({ scale });
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    canvas.style.aspectRatio = `${natural.width} / ${natural.height}`;
    task = page.render({ canvas, viewport });
    // A page that was cancelled because it left the view is no fault.
    task.promise.catch(() => undefined);
  });
  return () => {
    left = true;
    task?.cancel();
  };
}

function Page({
  pdf,
  number,
  ratio,
  zoom,
  label,
}: {
  pdf: PDFDocumentProxy;
  number: number;
  ratio: number;
  zoom: number;
  label: string;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const watcher = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting ?? false), {
      rootMargin: `${nearView} 0px`,
    });
    watcher.observe(element);
    return () => watcher.disconnect();
  }, []);
  useEffect(() => {
    const element = canvas.current;
    if (!near || element === null || zoom <= 0) return;
    const stop = draw(pdf, number, element);
    return () => {
      stop();
      element.width = 0;
      element.height = 0;
    };
  }, [pdf, number, near, zoom]);
  return (
    <figure className={styles.page} data-silent>
      <canvas
        ref={canvas}
        width={0}
        height={0}
        className={styles.canvas}
        style={{ aspectRatio: `1 / ${ratio}` }}
        role="img"
        aria-label={label}
      />
      <figcaption className={styles.label}>{label}</figcaption>
    </figure>
  );
}

/** A PDF inside the page: pages below one another, each drawn as it comes near the view. */
export default function Pdf({ url, zoom, pageLabel, failed, loading }: PdfProps) {
  const loaded = useDocument(url);
  if (loaded === undefined) return <p className={styles.note}>{loading}</p>;
  if (loaded === 'failed') return <p className={styles.note}>{failed}</p>;
  const { pdf, ratio } = loaded;
  const numbers = Array.from({ length: pdf.numPages }, (_, index) => index + 1);
  return (
    <div className={styles.scroll}>
      <div className={styles.pages} style={{ width: `${zoom * 100}%` }}>
        {numbers.map((number) => (
          <Page
            key={number}
            pdf={pdf}
            number={number}
            ratio={ratio}
            zoom={zoom}
            label={pageLabel(number, pdf.numPages)}
          />
        ))}
      </div>
    </div>
  );
}
