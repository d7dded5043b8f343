import '../shared/base.css';
import './board.css';
import { createRoot } from 'react-dom/client';
import { startBeating } from '../shared/beat.ts';
import { client, createQueryClient } from '../shared/queries.ts';
import { stayInside } from '../shared/stay.ts';
import { keepStylesComing } from '../shared/style-sheets.ts';
import { App } from './app.tsx';
import { BoardFeed } from './board-feed.ts';

stayInside(document);
keepStylesComing();

const feed = new BoardFeed(createQueryClient(), client);
feed.start(new AbortController().signal);
startBeating(client);

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(<App feed={feed} />);
