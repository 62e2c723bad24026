export interface ServerSettings {
  dataFolder: string;
  port: number;
  /** Whether committed data survive a crash of the machine. */
  durable: boolean;
}

/** Settings that suit a demonstration on a small machine: eight services, their pools, and a history of 200,000 orders. */
export function serverArguments({ dataFolder, port, durable }: ServerSettings): string[] {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '128MB',
    huge_pages: 'off',
    // No worker processes for reading ahead: they cost memory, and everything fits into the cache.
    io_method: 'sync',
    lc_messages: 'C',
    // One query never takes more than one of the two cores that everything shares.
    max_parallel_workers_per_gather: 0,
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return ['-D', dataFolder, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}
