import { type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import { input as words } from '../../main/text/input.ts';
import type { Stroke } from './handwriting/strokes.ts';
import styles from './writing-pad.module.css';

/** A character has no more strokes, and a stroke no more points, than these; what is beyond is scribbling. */
const mostStrokes = 64;
const mostPoints = 2_000;
/** Width of ink over the pad's height. */
const inkWidth = 0.022;

interface WritingPadProps {
  strokes: readonly Stroke[];
  onStroke(stroke: Stroke): void;
}

function drawLine(context: CanvasRenderingContext2D, stroke: Stroke): void {
  context.beginPath();
  context.moveTo(stroke[0] ?? 0, stroke[1] ?? 0);
  // A dot is a line to its own place.
  for (let index = Math.min(2, stroke.length - 2); index + 1 < stroke.length; index += 2) {
    context.lineTo(stroke[index] ?? 0, stroke[index + 1] ?? 0);
  }
  context.stroke();
}

/** The canvas in its true pixels, with the ink of the page's text. */
function prepared(canvas: HTMLCanvasElement): CanvasRenderingContext2D | undefined {
  const { width, height } = canvas.getBoundingClientRect();
  const scale = devicePixelRatio;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d') ?? undefined;
  if (context === undefined) return undefined;
  context.scale(scale, scale);
  context.strokeStyle = getComputedStyle(canvas).color;
  context.lineWidth = Math.max(5, inkWidth * height);
  context.lineCap = 'round';
  context.lineJoin = 'round';
  return context;
}

/** A stroke that is being written. */
interface Current {
  readonly pointer: number;
  readonly points: number[];
}

/** Redraws all ink when strokes are taken back or the pad's size changes. */
function useInk(strokes: readonly Stroke[], current: RefObject<Current | undefined>) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const context = useRef<CanvasRenderingContext2D>(undefined);
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const draw = () => {
      const fresh = prepared(element);
      context.current = fresh;
      if (fresh === undefined) return;
      for (const stroke of strokes) drawLine(fresh, stroke);
      if (current.current !== undefined) drawLine(fresh, current.current.points);
    };
    const observer = new ResizeObserver(draw);
    observer.observe(element);
    draw();
    return () => observer.disconnect();
  }, [strokes, current]);
  const ink = (line: Stroke) => {
    if (context.current !== undefined) drawLine(context.current, line);
  };
  return { canvas, ink };
}

/** All places of the pointer since the last event, in the pad's own pixels. */
function pointsOf({ nativeEvent, currentTarget }: PointerEvent<HTMLCanvasElement>): number[] {
  const { left, top } = currentTarget.getBoundingClientRect();
  const events = nativeEvent.getCoalescedEvents?.() ?? [];
  return (events.length > 0 ? events : [nativeEvent]).flatMap(({ clientX, clientY }) => [
    clientX - left,
    clientY - top,
  ]);
}

/** A frame to write one character in. Ink is drawn as the finger moves; a stroke is told when the finger lifts. */
export function WritingPad({ strokes, onStroke }: WritingPadProps) {
  const current = useRef<Current>(undefined);
  const { canvas, ink } = useInk(strokes, current);
  const start = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.button !== 0 || current.current !== undefined || strokes.length >= mostStrokes) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    current.current = { pointer: event.pointerId, points: pointsOf(event).slice(-2) };
    ink(current.current.points);
  };
  const move = (event: PointerEvent<HTMLCanvasElement>) => {
    const stroke = current.current;
    if (stroke?.pointer !== event.pointerId || stroke.points.length >= 2 * mostPoints) return;
    const from = stroke.points.slice(-2);
    const added = pointsOf(event);
    stroke.points.push(...added);
    ink([...from, ...added]);
  };
  const end = (event: PointerEvent<HTMLCanvasElement>) => {
    const stroke = current.current;
    if (stroke?.pointer !== event.pointerId) return;
    current.current = undefined;
    onStroke(stroke.points);
  };
  const empty = strokes.length === 0;
  return (
    <div className={styles.frame}>
      {empty ? (
        <p className={styles.hint} aria-hidden="true">
          {words.hintWriting}
        </p>
      ) : null}
      <canvas
        ref={canvas}
        className={styles.canvas}
        role="img"
        aria-label={empty ? `${words.writing}：${words.hintWriting}` : words.written(strokes.length)}
        onPointerDown={start}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={end}
      />
    </div>
  );
}
