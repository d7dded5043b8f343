/** What the on-screen input must hold to beyond every screen: large keys, words inside them, contrast and size for elders. */
import type { Page } from 'playwright-core';

export function keyFaults(page: Page, elder: boolean): Promise<string[]> {
  return page.evaluate((forElders) => {
    const faults: string[] = [];
    const section = document.querySelector('section[data-mode]');
    if (section === null) return ['there is no input'];
    const outer = section.getBoundingClientRect();
    const shown = (element: Element) => `"${(element.textContent ?? '').slice(0, 12)}"`;
    const boxes = [...section.querySelectorAll('button, canvas')].map((element) => ({
      element,
      box: element.getBoundingClientRect(),
    }));
    for (const { element, box } of boxes) {
      const least = element instanceof HTMLCanvasElement ? 296 : 60;
      if (box.width < least || box.height < least)
        faults.push(`${shown(element)} is ${box.width}×${box.height}`);
      if (element.scrollHeight > element.clientHeight + 1) faults.push(`${shown(element)} is cut off below`);
      const inside =
        box.left >= outer.left &&
        box.right <= outer.right &&
        box.top >= outer.top &&
        box.bottom <= outer.bottom + 1;
      if (!inside) faults.push(`${shown(element)} leaves the input`);
    }
    for (const [index, one] of boxes.entries()) {
      for (const other of boxes.slice(index + 1)) {
        const apart =
          one.box.right <= other.box.left + 0.5 ||
          other.box.right <= one.box.left + 0.5 ||
          one.box.bottom <= other.box.top + 0.5 ||
          other.box.bottom <= one.box.top + 0.5;
        if (!apart) faults.push(`${shown(one.element)} lies over ${shown(other.element)}`);
      }
    }
    if (outer.height > innerHeight * 0.6) faults.push(`the input takes ${outer.height} of ${innerHeight}`);
    if (!forElders) return faults;
    const channel = (value: number) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    const luminance = (colour: string) => {
      const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) =>
        channel(Number(part) / 255),
      );
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const paper = (element: Element | null): string => {
      const colour = element === null ? 'rgb(255, 255, 255)' : getComputedStyle(element).backgroundColor;
      return colour === 'rgba(0, 0, 0, 0)' && element !== null ? paper(element.parentElement) : colour;
    };
    for (const element of section.querySelectorAll('button:not(:disabled), p:not([aria-live])')) {
      if ((element.textContent ?? '').trim() === '') continue;
      const style = getComputedStyle(element);
      if (Number.parseFloat(style.fontSize) < 30)
        faults.push(`${shown(element)} is ${style.fontSize} for elders`);
      const [one, other] = [luminance(style.color), luminance(paper(element))];
      const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
      if (contrast < 7) faults.push(`${shown(element)} has a contrast of ${contrast.toFixed(1)} for elders`);
    }
    return faults;
  }, elder);
}
