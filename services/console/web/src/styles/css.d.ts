/** A style sheet is imported for what it does to the page; Vite puts it into the build. */
declare module '*.css';
