/** Data of the engines, as the page's server gives it. */

const gzipStart = [0x1f, 0x8b];

/** Unpacks what is packed; a server may have unpacked it already. */
async function unpacked(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  if (gzipStart.some((value, index) => bytes[index] !== value)) return bytes;
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** @throws Error where the address has no such file */
export async function fetchData(address: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`no data of the input engines: ${response.status}`);
  return unpacked(new Uint8Array(await response.arrayBuffer()));
}
