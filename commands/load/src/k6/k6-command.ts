import { join } from 'node:path';
import { root } from '@spanshop/local/root';
import type { K6 } from './find-k6.ts';

const loadTestsFolder = join(root, 'load-tests');

export interface K6Call {
  k6: K6;
  /** The file's name in scenarios/. */
  scenario: string;
  /** What the script is told. */
  variables: Readonly<Record<string, string>>;
  /** Where it may write; undefined: nowhere. */
  folder?: string;
}

/** How k6 sees this machine's folders when it runs in a container. */
const inside = { loadTests: '/load-tests', folder: '/run-folder' };

/**
 * Program and arguments that have k6 do something with a scenario.
 *
 * @param verb k6's command with its flags, given the call's folder as k6 sees it
 */
export function k6Command(call: K6Call, verb: (folder: string) => readonly string[]): [string, ...string[]] {
  const { k6, scenario, folder = '' } = call;
  const script = (loadTests: string) => `${loadTests}/scenarios/${scenario}.ts`;
  if (k6.kind === 'program') return [k6.path, ...verb(folder), script(loadTestsFolder)];
  return ['docker', ...containerFlags(call), k6.image, ...verb(inside.folder), script(inside.loadTests)];
}

/** On the host's network, because the shop listens on loopback; as ourselves, because the summary is to be ours. */
function containerFlags({ variables, folder }: K6Call): string[] {
  const user = `${process.getuid?.() ?? 12_345}:${process.getgid?.() ?? 12_345}`;
  return [
    ...['run', '--rm', '--network', 'host', '--user', user, '--read-only', '--cap-drop', 'ALL'],
    ...['-v', `${loadTestsFolder}:${inside.loadTests}:ro`],
    ...(folder === undefined ? [] : ['-v', `${folder}:${inside.folder}`]),
    ...Object.keys(variables).flatMap(name => ['-e', name]),
  ];
}
