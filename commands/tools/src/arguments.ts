import { type ToolName, toolNames } from '@spanshop/local/tools';
import { usageError } from '@spanshop/shared/errors';
import { readOptions } from '@spanshop/terminal';

export interface ToolArguments {
  action: 'help' | 'list' | 'provide';
  names: readonly ToolName[];
}

/** @throws SentenceError with exit code 2 for what is neither a tool nor a verb */
export function readArguments(given: readonly string[]): ToolArguments {
  const { values, positionals } = readOptions('npm run tools', given, { help: { type: 'boolean', short: 'h' } });
  if (values.help) return { action: 'help', names: [] };
  const unknown = positionals.find(word => word !== 'list' && !isToolName(word));
  if (unknown !== undefined) {
    throw usageError(`there is no tool ${unknown}; there are ${toolNames.join(', ')} (npm run tools -- --help)`);
  }
  if (positionals.includes('list') && positionals.length > 1)
    throw usageError('list stands alone: npm run tools -- list');
  if (positionals[0] === 'list') return { action: 'list', names: toolNames };
  return {
    action: 'provide',
    names: positionals.length > 0 ? [...new Set(positionals.filter(isToolName))] : toolNames,
  };
}

function isToolName(text: string): text is ToolName {
  return (toolNames as readonly string[]).includes(text);
}
