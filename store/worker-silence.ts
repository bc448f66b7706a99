/** A worker says every ten seconds that it is there; one that is silent for so long is taken for dead. Seconds. */
export const DEAD_AFTER_SECONDS = 45;
