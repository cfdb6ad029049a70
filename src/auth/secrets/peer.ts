import { SecretError } from '../errors.js';

/** Loads an optional package at its first use. Throws a SecretError `no-peer` with the command that installs it. */
export async function loadPeer<Module>(name: string, load: () => Promise<unknown>): Promise<Module> {
  try {
    return (await load()) as Module;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if ((code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND') && message.includes(name)) throw new SecretError('no-peer', `the package ${name} is not installed: npm install ${name}`);
    throw error;
  }
}
