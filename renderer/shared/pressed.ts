/**
 * Marks the button under a finger with `data-pressed` at pointerdown, and unmarks it when the touch ends or becomes a scroll.
 * `:active` comes up to 100 ms later on scrollable touch surfaces.
 * @returns ends it
 */
export function markPressed(root: Document): () => void {
  let pressed: Element | undefined;
  const release = () => {
    pressed?.removeAttribute('data-pressed');
    pressed = undefined;
  };
  const press = (event: PointerEvent) => {
    release();
    if (!(event.target instanceof Element)) return;
    const target = event.target.closest('button');
    if (target === null || target.disabled) return;
    target.setAttribute('data-pressed', '');
    pressed = target;
  };
  root.addEventListener('pointerdown', press);
  root.addEventListener('pointerup', release);
  root.addEventListener('pointercancel', release);
  return () => {
    release();
    root.removeEventListener('pointerdown', press);
    root.removeEventListener('pointerup', release);
    root.removeEventListener('pointercancel', release);
  };
}
