import { spawnSync } from 'node:child_process';
import { isRequired } from '@spanshop/local/testing';

/**
 * Why tests on Docker cannot run here; undefined where they can. Where SPANSHOP_REQUIRE lists docker they are to fail
 * instead of being skipped.
 */
export function whyNoDocker(): string | undefined {
  const { status, error } = spawnSync('docker', ['info', '--format', '{{.ServerVersion}}'], { encoding: 'utf8' });
  if (error) return 'docker is not on the PATH';
  if (status !== 0) return 'Docker does not answer';
  return spawnSync('docker', ['compose', 'version']).status === 0 ? undefined : 'Docker has no compose plugin';
}

export const dockerIsRequired = isRequired('docker');
