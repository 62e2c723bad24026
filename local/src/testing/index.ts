export { isRequired } from './is-required.ts';
export { type RealBrowser, realBrowser } from './real-browser.ts';
export { type RealTools, realTools } from './real-tools.ts';
