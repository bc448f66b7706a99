// Who runs a command, as this computer knows him.

import { userInfo } from 'node:os';

/** @returns the name, else `uid-65532`: a cluster may give a process a number that no name belongs to */
export function computerUser(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid-${process.getuid?.() ?? 'unknown'}`;
  }
}
