/** How much the reporter's own log says; it has nothing to do with the level of an issue. */
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'disabled';
