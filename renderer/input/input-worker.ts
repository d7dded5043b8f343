/** The engines, off the page's thread. Pinyin is made ready at once, handwriting when it is first asked for. */
import lexiconAddress from '../../main/pinyin/data/lexicon.txt.gz?url';
import { readLexicon } from '../../main/pinyin/lexicon.ts';
import { Reader } from '../../main/pinyin/readings.ts';
import handwritingAddress from './data/handwriting.bin.gz?url';
import { fetchData } from './engine-data.ts';
import { readModel } from './handwriting/model.ts';
import { Recogniser } from './handwriting/recognise.ts';
import type { Candidate, LocalWord } from './input-types.ts';
import { favouredCharacters } from './local-characters.ts';
import type { Answer, Request } from './messages.ts';
import { PinyinEngine } from './pinyin/pinyin-engine.ts';

const mostCharacters = 20;

let words: readonly LocalWord[] = [];
let favoured: ReadonlyMap<string, number> = new Map();
let typing: PinyinEngine | undefined;

/** Made once; what failed is made anew for whoever asks next: the core that serves the data may have been away. */
function lasting<Engine>(make: () => Promise<Engine>): () => Promise<Engine> {
  let made: Promise<Engine> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

const pinyin = lasting(async () => {
  const lexicon = readLexicon(new TextDecoder().decode(await fetchData(lexiconAddress)));
  typing = new PinyinEngine(lexicon, new Reader(lexicon));
  typing.setLocalWords(words);
  return typing;
});

const handwriting = lasting(async () => new Recogniser(readModel(await fetchData(handwritingAddress))));

function takeWords(given: readonly LocalWord[]): void {
  words = given;
  favoured = favouredCharacters(given);
  typing?.setLocalWords(given);
}

async function candidatesFor(request: Exclude<Request, { kind: 'words' }>): Promise<readonly Candidate[]> {
  if (request.kind === 'pinyin')
    return (await pinyin()).candidates(request.letters, { fuzzy: request.fuzzy });
  if (request.kind === 'echo') return [];
  const recogniser = await handwriting();
  if (request.strokes.length === 0) return [];
  return recogniser
    .recognise(request.strokes, mostCharacters, favoured)
    .map(({ character }) => ({ text: character, letters: 0, local: favoured.has(character) }));
}

async function answer(request: Exclude<Request, { kind: 'words' }>): Promise<Answer> {
  try {
    return { id: request.id, candidates: await candidatesFor(request) };
  } catch {
    // What was written is nobody's business: no details leave.
    return { id: request.id, failed: true };
  }
}

addEventListener('message', ({ data }: MessageEvent<Request>) => {
  if (data.kind === 'words') takeWords(data.words);
  else void answer(data).then((said) => postMessage(said));
});

// Whoever asks hears of a failure; a worker without questions must not end by it.
pinyin().catch(() => undefined);
