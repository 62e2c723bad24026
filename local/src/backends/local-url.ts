/** An address on this machine. */
export function localUrl(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/** Listens on loopback; port 0 is a free one, for what nobody here calls. */
export function listenOn(port: number): { endpoint: string } {
  return { endpoint: `127.0.0.1:${port}` };
}
