// Opening the engine for a command.

import { withSecretFiles } from '../../config/secret-files.ts';
import { readSettings, type Settings } from '../../config/settings.ts';
import { type Engine, openEngine } from '../../jobs/engine.ts';
import { openLog } from '../../jobs/log.ts';
import { type Acting, storeOfCommand } from './acting.ts';
import { servedCity } from '../city/served-city.ts';

/**
 * Settings of the environment. While a stand-in city is served from this home, its departments are the ones asked,
 * unless HEDUI_DEPARTMENTS says otherwise.
 */
export async function commandSettings(): Promise<Settings> {
  const settings = readSettings(withSecretFiles(process.env));
  return {
    ...settings,
    departmentsFile: settings.departmentsFile ?? (await servedCity(settings.home)),
  };
}

/** Opens the engine, runs the command's work and closes it, whatever happens. */
export async function withEngine<T>(
  settings: Settings,
  logLevel: string,
  work: (engine: Engine & { readonly acting: Acting }) => Promise<T>,
): Promise<T> {
  const engine = await openEngine(settings, openLog(logLevel));
  try {
    const { store, acting } = await storeOfCommand(engine.store, process.env);
    if (store === engine.store) return await work({ ...engine, acting });
    // The rooms have a store of their own: none may be the whole one.
    const lookupRoom = { ...engine.lookupRoom, store };
    const verifyRoom = { ...engine.verifyRoom, store };
    const recheckRoom = { ...engine.recheckRoom, store };
    return await work({ ...engine, acting, store, lookupRoom, verifyRoom, recheckRoom });
  } finally {
    await engine.close();
  }
}
