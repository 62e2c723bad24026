export { diagnoseFaults, type Said, type Score, scoreOf, windowAs } from './score.ts';
