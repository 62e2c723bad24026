export { planGameDay, type Round } from './plan-game-day.ts';
export { type GameDayOptions, runGameDay } from './run-game-day.ts';
export { type Score, scoreOf } from './score.ts';
