import { type ChildProcess, spawn } from 'node:child_process';

export interface DockerOutcome {
  /** 127 where there is no docker at all. */
  exitCode: number;
  out: string;
  err: string;
}

export interface DockerOptions {
  /** Shows what docker writes instead of keeping it. */
  shown?: boolean;
  environment: NodeJS.ProcessEnv;
  cwd: string;
  signal?: AbortSignal;
}

/** Runs the docker command and waits for its end; does not fail when docker does. */
export function docker(
  given: readonly string[],
  { shown = false, environment, cwd, signal }: DockerOptions,
): Promise<DockerOutcome> {
  return new Promise(resolve => {
    const output = shown ? 'inherit' : 'pipe';
    const child: ChildProcess = spawn('docker', given, {
      cwd,
      env: environment,
      stdio: ['ignore', output, output],
      ...(signal ? { signal, killSignal: 'SIGINT' } : {}),
    });
    let [out, err] = ['', ''];
    child.stdout?.on('data', chunk => {
      out += chunk;
    });
    child.stderr?.on('data', chunk => {
      err += chunk;
    });
    child.on('error', error => {
      if ((error as NodeJS.ErrnoException).code !== 'ABORT_ERR') resolve({ exitCode: 127, out, err: error.message });
    });
    child.on('close', code => resolve({ exitCode: code ?? 1, out, err }));
  });
}
