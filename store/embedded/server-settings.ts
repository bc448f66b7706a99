// What our server is told beyond PostgreSQL's own defaults. Given on the command line at each start, so that a
// cluster made by an older hedui runs with the settings of this one.

const ALWAYS: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  // No sockets in shared folders: loopback with a password is the only door.
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  // Batches come as long COPYs; a larger log makes checkpoints rarer.
  max_wal_size: '1GB',
  // Nobody replicates an embedded server.
  wal_level: 'minimal',
  max_wal_senders: '0',
  // Our queries are short: compiling them costs more than it saves.
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  // What fails may repeat a value ("invalid input syntax …"): errors come back to us, and stay out of the server's log, as
  // do statements.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_parameter_max_length_on_error: '0',
};

/** For a cluster that is thrown away after use, in tests: nothing to lose, so nothing is waited for. */
const DISPOSABLE: Record<string, string> = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
};

export function settingArguments(disposable: boolean): string[] {
  const settings = disposable ? { ...ALWAYS, ...DISPOSABLE } : ALWAYS;
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
