/** The sound that opens a broadcast: three tones, WAV, mono, 8 bit, 11,025 Hz. */
const rate = 11_025;
/** Hertz and seconds. */
const tones = [
  [523.25, 0.45],
  [659.25, 0.45],
  [783.99, 0.9],
] as const;

export function chime(): Buffer {
  const samples: number[] = [];
  for (const [frequency, seconds] of tones) {
    const count = Math.round(rate * seconds);
    for (let at = 0; at < count; at += 1) {
      const fade = 1 - at / count;
      samples.push(Math.round(128 + 96 * fade * Math.sin((2 * Math.PI * frequency * at) / rate)));
    }
  }
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + samples.length, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, Buffer.from(samples)]);
}
