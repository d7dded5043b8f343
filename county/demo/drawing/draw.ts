/** A planned file becomes bytes. */
import { readFileSync } from 'node:fs';
import type { FilePlan } from '../demo-item.ts';
import { chime } from './chime.ts';
import { drawDocument } from './pdf.ts';
import { drawReceipt } from './receipts.ts';
import { drawScene } from './scenes.ts';

export const mediaTypes: Record<FilePlan['drawing'], string> = {
  scene: 'image/jpeg',
  voucher: 'image/jpeg',
  document: 'application/pdf',
  chime: 'audio/wav',
  film: 'video/webm',
  animation: 'image/gif',
};

/** Made once and kept as files: a car on a road, and waste going into its bins. */
const recordings = { film: 'road.webm', animation: 'sorting.gif' } as const;

function recorded(drawing: keyof typeof recordings): Buffer {
  return readFileSync(new URL(`./recordings/${recordings[drawing]}`, import.meta.url));
}

/** @param seed varies pictures that show the same thing; @param issuer stands at a document's foot */
export function draw(plan: FilePlan, seed: string, issuer: string): Buffer {
  if (plan.drawing === 'scene') return drawScene(plan.subject, plan.lines, seed);
  if (plan.drawing === 'voucher') return drawReceipt(plan.subject, plan.lines, seed);
  if (plan.drawing === 'document') return drawDocument(plan.subject, plan.lines, issuer);
  return plan.drawing === 'chime' ? chime() : recorded(plan.drawing);
}
