/** @type {import('vite').UserConfig} */
export default {
  // As tsconfig.json has it, which is not found in a folder whose name means something else in an address.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    // Everything else is told to the browser by its address: data in the page would need an exception from its policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
};
