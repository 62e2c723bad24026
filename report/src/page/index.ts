export { serviceMap } from './dependency-map.ts';
export { type Content, html, type Markup, nothing } from './markup.ts';
export { styles } from './styles.ts';
export { traceBars } from './waterfall.ts';
