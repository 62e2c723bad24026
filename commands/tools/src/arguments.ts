import { type ToolName, toolNames } from '@spanshop/local/tools';
import { usageError } from '@spanshop/shared/errors';

export interface ToolArguments {
  action: 'help' | 'list' | 'provide';
  names: readonly ToolName[];
}

/** @throws SentenceError with exit code 2 for what is neither a tool nor a verb */
export function readArguments(given: readonly string[]): ToolArguments {
  if (given.some(argument => argument === '--help' || argument === '-h')) return { action: 'help', names: [] };
  const unknown = given.find(argument => argument !== 'list' && !isToolName(argument));
  if (unknown !== undefined) {
    throw usageError(`there is no tool ${unknown}; there are ${toolNames.join(', ')} (npm run tools -- --help)`);
  }
  if (given.includes('list') && given.length > 1) throw usageError('list stands alone: npm run tools -- list');
  if (given[0] === 'list') return { action: 'list', names: toolNames };
  return { action: 'provide', names: given.length > 0 ? [...new Set(given.filter(isToolName))] : toolNames };
}

function isToolName(text: string): text is ToolName {
  return (toolNames as readonly string[]).includes(text);
}
