import { render } from 'preact';
import { systemClock } from '../src/base/clock';
import { vscodeHost } from './host';
import { ChatConnection } from './state/connection';
import { KeptState } from './state/kept';
import { Mathematics } from './state/mathematics';
import './styles/index.css';
import { registerToolkit } from './toolkit';
import { Chat } from './view/chat';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root element.');
registerToolkit();
const host = vscodeHost();
const connection = new ChatConnection(host, systemClock);
// A module that a script with the page's nonce imports runs under that nonce.
const mathematics = new Mathematics(async () => (await import('../src/markdown/mathml')).mathmlOf);
render(<Chat connection={connection} kept={new KeptState(host)} clock={systemClock} mathematics={mathematics} />, root);
connection.start();
