/** The receipt printer of this kiosk. */

import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { KioskConfig } from '../../kiosk-config/schema.ts';
import { NetworkPrinterPort } from '../printing/network-port.ts';
import { PrintingService } from '../printing/printing.ts';

/** Chinese fonts that are shipped: for lines that the printer's own font cannot write. */
function slipFonts(): string[] {
  const manifest = createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-sc/package.json');
  const folder = path.join(path.dirname(manifest), 'files');
  const common = readdirSync(folder).filter((name) => name.endsWith('wght-normal.woff2'));
  const rare = path.resolve(import.meta.dirname, '../../renderer/shared/fonts/rare-regular.otf');
  return [...common.map((name) => path.join(folder, name)), rare];
}

/** Undefined where the configuration names no printer. */
export function createPrinting(
  printer: KioskConfig['printer'],
  monotonicNow: () => number,
): PrintingService | undefined {
  if (!printer) return undefined;
  const separator = printer.address.lastIndexOf(':');
  const host = printer.address.slice(0, separator).replace(/^\[|\]$/g, '');
  return new PrintingService({
    port: new NetworkPrinterPort(host, Number(printer.address.slice(separator + 1))),
    settings: { paperMm: printer.paper, text: printer.text, qr: printer.qr },
    fontFiles: slipFonts(),
    monotonicNow,
  });
}
