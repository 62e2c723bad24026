import type { PortUse } from '@spanshop/local/ports';
import { SentenceError } from '@spanshop/shared/errors';
import { docker } from './docker.ts';

/** The compose project in a folder, as one way of running it sees it. */
export interface Project {
  folder: string;
  environment: NodeJS.ProcessEnv;
  /** The compose files. */
  files: readonly string[];
}

export const wholeProject = ['docker-compose.yml'] as const;
export const directProject = ['docker-compose.yml', 'docker-compose.direct.yml'] as const;

/** Runs docker compose on the project. */
export function compose(project: Project, given: readonly string[], shown = false, signal?: AbortSignal) {
  const files = project.files.flatMap(file => ['-f', file]);
  return docker(['compose', ...files, ...given], {
    shown,
    cwd: project.folder,
    environment: project.environment,
    ...(signal ? { signal } : {}),
  });
}

export interface Plan {
  /** What all containers together may use, in bytes. */
  memoryBytes: number;
  /** By the names of the services that publish them. */
  ports: readonly PortUse[];
  /** By service. */
  environments: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

interface ConfigJson {
  services: Record<
    string,
    {
      mem_limit?: string;
      ports?: { published?: string }[];
      environment?: Record<string, string>;
    }
  >;
}

/** @throws SentenceError when docker compose cannot read its files, with what it says */
export async function planOf(project: Project): Promise<Plan> {
  const { exitCode, out, err } = await compose(project, ['config', '--format', 'json']);
  if (exitCode !== 0)
    throw new SentenceError(`docker compose does not accept ${project.files.join(' with ')}: ${err.trim()}`);
  const services = Object.entries((JSON.parse(out) as ConfigJson).services);
  return {
    memoryBytes: services.reduce((sum, [, { mem_limit = '0' }]) => sum + Number(mem_limit), 0),
    ports: services.flatMap(([service, { ports = [] }]) =>
      ports.flatMap(({ published }) => (published ? [{ name: service, port: Number(published) }] : [])),
    ),
    environments: new Map(services.map(([service, { environment = {} }]) => [service, environment])),
  };
}

export interface Container {
  service: string;
  name: string;
  state: string;
  exitCode: number;
  /** On this machine. */
  ports: readonly number[];
}

interface ContainerJson {
  Service: string;
  Name: string;
  State: string;
  ExitCode: number;
  Publishers: { PublishedPort: number }[] | null;
}

/** The project's containers, whatever their state; compose writes a line of JSON for each, or one list of them all. */
export async function containersOf(project: Project): Promise<Container[]> {
  const { out } = await compose(project, ['ps', '--all', '--format', 'json']);
  const parsed = out.trim().startsWith('[')
    ? JSON.parse(out)
    : out
        .split('\n')
        .filter(Boolean)
        .map(line => JSON.parse(line));
  return (parsed as ContainerJson[]).map(({ Service, Name, State, ExitCode, Publishers }) => ({
    service: Service,
    name: Name,
    state: State,
    exitCode: ExitCode,
    ports: (Publishers ?? []).map(({ PublishedPort }) => PublishedPort).filter(port => port > 0),
  }));
}
