export { otlpDocument } from './otlp.ts';
