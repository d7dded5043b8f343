/** A mouse that nobody moves shows no arrow: most people touch (R2.9). Milliseconds. */
const idleLimit = 4_000;

/**
 * Hides the mouse's pointer by `data-pointer="hidden"` at the root element (base.css) until a mouse is moved, and again when it rests.
 * @returns ends it
 */
export function hideIdlePointer(root: Document): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hide = () => {
    clearTimeout(timer);
    root.documentElement.dataset.pointer = 'hidden';
  };
  const moved = ({ pointerType, movementX, movementY }: PointerEvent) => {
    // A page that moves below a mouse at rest tells of it, too.
    if (pointerType !== 'mouse') return hide();
    if (movementX === 0 && movementY === 0) return;
    clearTimeout(timer);
    delete root.documentElement.dataset.pointer;
    timer = setTimeout(hide, idleLimit);
  };
  hide();
  root.addEventListener('pointermove', moved);
  root.addEventListener('pointerdown', moved);
  return () => {
    clearTimeout(timer);
    delete root.documentElement.dataset.pointer;
    root.removeEventListener('pointermove', moved);
    root.removeEventListener('pointerdown', moved);
  };
}
