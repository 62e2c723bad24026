import { catalogue } from '@spanshop/labs/catalogue';
import { usageError } from '@spanshop/shared/errors';

const services = new Set(catalogue.flatMap(({ truth }) => truth.path.map(({ service }) => service)));
const kinds = new Set(catalogue.map(({ truth }) => truth.kind));

/**
 * A service, an operation and a kind; the operation is all that stands between the two, so that it needs no quotes.
 *
 * @throws SentenceError with exit code 2 that names what there is
 */
export function answerFrom(words: readonly string[]): { service: string; operation: string; kind: string } {
  const [service, kind] = [words[0], words.at(-1)];
  if (service === undefined || kind === undefined || words.length < 3) {
    throw usageError('say what you found: npm run lab -- answer <service> <operation> <kind>');
  }
  if (!services.has(service))
    throw usageError(`there is no service ${service}; there are ${[...services].sort().join(', ')}`);
  if (!kinds.has(kind)) throw usageError(`there is no kind ${kind}; there are ${[...kinds].sort().join(', ')}`);
  return { service, operation: words.slice(1, -1).join(' '), kind };
}
