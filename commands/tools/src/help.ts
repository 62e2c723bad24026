import { catalogue, fullName, toolNames } from '@spanshop/local/tools';
import { textTable } from '@spanshop/terminal';

const tools = textTable(toolNames.map(name => ['', name, fullName(name), catalogue[name].purpose]));

export const help = `npm run tools [-- <name>... | list]

Makes sure that the real backends and k6 are on this machine, without containers, in the versions that docker compose
uses; but ${fullName('jaeger')}, the newest that Go can build from its module.
Each is taken from the PATH if it has the right version there, else from the cache, else it is built from its Go module
(minutes, needs Go 1.25 or newer) or fetched by Maven (needs Java 17 and Maven) into the cache.

${tools}

  list       says what is there and what is not, and makes nothing
  --help     this text

From the environment: SPANSHOP_TOOLS, the cache (~/.cache/spanshop/tools).`;
