export { serviceMap } from './dependency-map.ts';
export { styles } from './styles.ts';
export { traceBars } from './waterfall.ts';
