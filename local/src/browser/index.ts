export { type RealBrowser, realBrowser } from './real-browser.ts';
