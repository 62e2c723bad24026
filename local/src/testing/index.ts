export { isRequired } from './is-required.ts';
export { type Launch, launchDemo, survivors, temporaryFolder } from './launch-demo.ts';
export { realBrowser } from './real-browser.ts';
export { realTools } from './real-tools.ts';
export { fakeGo, fakeK6, scratchFolder, writeProgram } from './scratch.ts';
