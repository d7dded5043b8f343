import { hideIdlePointer } from './pointer.ts';

/** Keys that only move within a page; every other combination with Ctrl, Alt or Meta, and every F-key, is swallowed. */
const leaves = (event: KeyboardEvent) =>
  event.ctrlKey || event.altKey || event.metaKey || /^F\d+$/.test(event.key) || event.key === 'ContextMenu';

/**
 * Keeps a member of the public inside the page (R2.9): no context menu, drag, drop, clipboard or wheel zoom, no browser keys, no idle pointer.
 * Pinch is closed by `touch-action` in base.css; the shells close what a page cannot reach.
 * @returns ends it
 */
export function stayInside(root: Document): () => void {
  const refuse = (event: Event) => event.preventDefault();
  const refuseZoom = (event: WheelEvent) => {
    if (event.ctrlKey) event.preventDefault();
  };
  const refuseKey = (event: KeyboardEvent) => {
    if (leaves(event)) event.preventDefault();
  };
  const always = ['contextmenu', 'dragstart', 'dragover', 'drop', 'selectstart', 'auxclick', 'gesturestart'];
  const clipboard = ['copy', 'cut', 'paste'];
  const showPointer = hideIdlePointer(root);
  const inField = (event: Event) => event.target instanceof HTMLInputElement;
  const refuseOutsideFields = (event: Event) => {
    if (event.type !== 'selectstart' || !inField(event)) refuse(event);
  };
  for (const type of always) root.addEventListener(type, refuseOutsideFields);
  // In fields too: what a shared machine's clipboard holds is somebody else's.
  for (const type of clipboard) root.addEventListener(type, refuse);
  root.addEventListener('wheel', refuseZoom, { passive: false });
  root.addEventListener('keydown', refuseKey);
  return () => {
    for (const type of always) root.removeEventListener(type, refuseOutsideFields);
    for (const type of clipboard) root.removeEventListener(type, refuse);
    root.removeEventListener('wheel', refuseZoom);
    root.removeEventListener('keydown', refuseKey);
    showPointer();
  };
}
