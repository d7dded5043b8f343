import '../shared/base.css';
import { createRoot } from 'react-dom/client';
import { startBeating } from '../shared/beat.ts';
import { keepFontsComing } from '../shared/font-parts.ts';
import { markPressed } from '../shared/pressed.ts';
import { client } from '../shared/queries.ts';
import { stayInside } from '../shared/stay.ts';
import { keepStylesComing } from '../shared/style-sheets.ts';
import { Terminal } from './terminal.tsx';

stayInside(document);
keepStylesComing();
markPressed(document);

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(<Terminal />);
startBeating(client);
keepFontsComing(() => undefined, new AbortController().signal);
