import { useMemo } from 'react';

/** Quiet zone around a QR code, in modules (ISO/IEC 18004, 9.1). */
const quiet = 4;

/** Dark modules as one SVG path, one run of a row at a time. */
function darkPath(matrix: readonly string[]): string {
  return matrix
    .flatMap((row, y) =>
      [...row.matchAll(/1+/g)].map(
        (run) => `M${run.index + quiet} ${y + quiet}h${run[0].length}v1h-${run[0].length}z`,
      ),
    )
    .join('');
}

/** A QR code from its modules (views.ts, `takeAway.matrix`), crisp at any size. Fills its box. */
export function QrPicture({ matrix, label }: { matrix: readonly string[]; label: string }) {
  const path = useMemo(() => darkPath(matrix), [matrix]);
  const side = matrix.length + 2 * quiet;
  return (
    <svg viewBox={`0 0 ${side} ${side}`} width="100%" height="100%" shapeRendering="crispEdges" role="img">
      <title>{label}</title>
      <rect width={side} height={side} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}
