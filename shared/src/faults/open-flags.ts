import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { type Client, OpenFeature, ProviderEvents } from '@openfeature/server-sdk';
import { FlagFileProvider } from './flag-file-provider.ts';

/** Where flags come from, opened. */
export interface FlagSource {
  client: Client;
  /** A digest of the flags as they are now; undefined where the source has none. */
  version(): string | undefined;
  problem(): string | undefined;
  close(): Promise<void>;
}

/**
 * Opens a source of flags and waits until it has been read once.
 *
 * @param onChange is called whenever any flag may have changed
 * @param onProblem gets the end of a sentence that begins with "the flag source"
 */
export async function openFlags(
  source: string,
  onChange: () => void,
  onProblem: (problem: string) => void,
): Promise<FlagSource> {
  const provider = new FlagFileProvider(fileURLToPath(source), onProblem);
  // A domain of its own: several services run in one process where a test starts them.
  const domain = randomUUID();
  await OpenFeature.setProviderAndWait(domain, provider);
  const client = OpenFeature.getClient(domain);
  client.addHandler(ProviderEvents.ConfigurationChanged, onChange);
  return {
    client,
    version: () => provider.version,
    problem: () => provider.problem,
    close: () => provider.onClose(),
  };
}
