import { randomBytes } from 'node:crypto';
import { relayCredentials } from './relay-credentials.ts';

/** What is drawn at random. */
export type Kind = 'random' | 'relay-credentials';
export type Draw = (kind: Kind) => string;

/**
 * A password is 32 random bytes as hexadecimal text: nothing in it means anything to a shell, to YAML, to XML or in
 * an address.
 */
export const draw: Draw = (kind) =>
  kind === 'random' ? randomBytes(32).toString('hex') : relayCredentials();
