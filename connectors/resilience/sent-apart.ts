// Requests of one process as they are really sent. A turn is reserved for each beforehand (store/limits.ts), but a process
// that was busy when turns came would send those it missed in one breath, and a department that counts strictly refuses
// all but the first: a refusal costs everybody the second or more that its Retry-After asks for.

/** What a department that allows no two requests at once is left of its rate: a network does not keep to the millisecond. */
const SHARE_OF_STRICT = 0.98;

type Limit = { readonly perSecond: number; readonly burst: number };

/**
 * What we take of a limit. Of a burst, one request is left for what the network bunches; where there is none to leave,
 * one in fifty of the rate.
 */
export function paceWithin({ perSecond, burst }: Limit): Limit {
  return burst > 1
    ? { perSecond, burst: burst - 1 }
    : { perSecond: perSecond * SHARE_OF_STRICT, burst };
}

/**
 * Takes the turns of requests that would be sent now (generic cell rate algorithm, ITU-T I.371).
 * @returns how long the last of them has still to wait, in milliseconds
 */
export function sentApart({ perSecond, burst }: Limit, now = () => performance.now()) {
  const apartMs = 1000 / perSecond;
  let freeAt = Number.NEGATIVE_INFINITY;
  return (requests: number): number => {
    const at = now();
    freeAt = Math.max(freeAt, at) + requests * apartMs;
    return Math.max(0, freeAt - burst * apartMs - at);
  };
}
