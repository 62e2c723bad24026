export { findBrowser, type LocalBrowser, noBrowser } from './find-browser.ts';
