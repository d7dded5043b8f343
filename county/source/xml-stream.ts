/** Streams an XML part of an Office file: local names only, no entities of its own, text as it comes. */
import { StringDecoder } from 'node:string_decoder';
import { SaxesParser } from 'saxes';
import type { ZipParts } from './zip-parts.ts';

export type XmlAttributes = Readonly<Record<string, string>>;

export type XmlReader = {
  open: (name: string, attributes: XmlAttributes) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
};

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Reads a part as UTF-8 XML.
 * @returns `false` when the zip has no such part
 * @throws what saxes throws for malformed XML, and the zip's refusals
 */
export async function readXml(zip: ZipParts, part: string, reader: XmlReader): Promise<boolean> {
  const parser = new SaxesParser();
  const decoder = new StringDecoder('utf8');
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => reader.open(localName(tag.name), tag.attributes));
  parser.on('closetag', (tag) => reader.close?.(localName(tag.name)));
  parser.on('text', (text) => reader.text?.(text));
  parser.on('cdata', (text) => reader.text?.(text));
  const found = await zip.read(part, (piece) => {
    parser.write(decoder.write(piece));
  });
  if (found) parser.write(decoder.end()).close();
  return found;
}

/** Attribute by local name (`r:id` and `id` are the same). */
export function attribute(attributes: XmlAttributes, name: string): string | undefined {
  const own = attributes[name];
  if (own !== undefined) return own;
  for (const [key, value] of Object.entries(attributes)) if (localName(key) === name) return value;
  return undefined;
}
