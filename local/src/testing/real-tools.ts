import assert from 'node:assert/strict';
import { fullName, type ToolName } from '../tools/catalogue.ts';
import { findTool } from '../tools/find-tool.ts';
import { isRequired } from './is-required.ts';

interface RealTools {
  /** Why tests that need them are skipped; false when all are there. */
  skip: string | false;
  pathOf(name: ToolName): string;
}

/**
 * The tools of this machine. Tests that need one which is not there are skipped, or fail where SPANSHOP_REQUIRE names it.
 */
export async function realTools(...names: readonly ToolName[]): Promise<RealTools> {
  const paths = new Map<ToolName, string>();
  const missing: ToolName[] = [];
  for (const name of names) {
    const tool = await findTool(name);
    if (tool) paths.set(name, tool.path);
    else missing.push(name);
  }
  const reason = `${missing.map(fullName).join(' and ')} not there: npm run tools`;
  if (missing.some(isRequired)) assert.fail(`SPANSHOP_REQUIRE asks for it: ${reason}`);
  return {
    skip: missing.length > 0 && reason,
    pathOf: name => paths.get(name) ?? assert.fail(`${name} was not asked for`),
  };
}
