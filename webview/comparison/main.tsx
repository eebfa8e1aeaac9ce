import { render } from 'preact';
import { systemClock } from '../../src/base/clock';
import { registerToolkit } from '../toolkit';
import { decodeComparison } from './decode';
import { Comparison, NothingToCompare } from './comparison';
import './comparison.css';
import { comparisonPage } from './page';
import { servicesOf } from './services';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root element.');
registerToolkit();
const page = comparisonPage();
const services = servicesOf(page, systemClock);
page.onMessage((data) => {
  const message = decodeComparison(data);
  if (!message) return;
  if (message.type === 'nothing') {
    render(<NothingToCompare reason={message.reason} />, root);
    return;
  }
  page.keep(message.turns);
  const showDifference = (): void => page.post({ type: 'showDifference' });
  render(
    <Comparison view={message.view} services={services} strings={message.strings} showDifference={showDifference} />,
    root,
  );
});
page.post({ type: 'ready' });
