/** Amounts in 分 as people write them. */

/** 1234567 → 12345.67, grouped if asked. */
export function yuan(fen: number, grouped = false): string {
  const sign = fen < 0 ? '-' : '';
  const absolute = Math.abs(fen);
  const whole = String(Math.floor(absolute / 100));
  const text = grouped ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole;
  return `${sign}${text}.${String(absolute % 100).padStart(2, '0')}`;
}

/** 分 in 万元 with so many decimals, rounded half up. */
export function wan(fen: number, decimals = 2): string {
  const unit = 10 ** (6 - decimals);
  const rounded = Math.round(fen / unit);
  const scale = 10 ** decimals;
  const sign = rounded < 0 ? '-' : '';
  const absolute = Math.abs(rounded);
  const whole = Math.floor(absolute / scale);
  return decimals === 0
    ? `${sign}${whole}`
    : `${sign}${whole}.${String(absolute % scale).padStart(decimals, '0')}`;
}

/** 19.3 万元, or 8,420 元 below ten thousand. */
export function spoken(fen: number): string {
  if (Math.abs(fen) >= 1_000_000) return `${wan(fen, 1)} 万元`;
  return fen % 100 === 0 ? `${fen / 100} 元` : `${yuan(fen)} 元`;
}
