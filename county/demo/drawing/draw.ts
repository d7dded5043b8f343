/** A planned file becomes bytes. */
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
};

/** @param seed varies pictures that show the same thing; @param issuer stands at a document's foot */
export function draw(plan: FilePlan, seed: string, issuer: string): Buffer {
  if (plan.drawing === 'scene') return drawScene(plan.subject, plan.lines, seed);
  if (plan.drawing === 'voucher') return drawReceipt(plan.subject, plan.lines, seed);
  if (plan.drawing === 'document') return drawDocument(plan.subject, plan.lines, issuer);
  return chime();
}
