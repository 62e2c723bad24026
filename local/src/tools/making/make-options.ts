export interface MakeOptions {
  /** A folder for this alone. */
  scratch: string;
  environment: NodeJS.ProcessEnv;
  signal: AbortSignal;
  onProgress: (progress: string) => void;
}
