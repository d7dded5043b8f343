/** The sizes at which the board must work (R3.2). */
export const boardSizes = [
  { width: 1920, height: 1080 },
  { width: 1080, height: 1920 },
  { width: 1366, height: 768 },
  { width: 1280, height: 800 },
] as const;
