export { type Content, html, type Markup, nothing } from './markup.ts';
