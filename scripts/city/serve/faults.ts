// Faults that a stand-in department can be told to show, while it runs.

export const FAULT_KINDS = [
  /** not there at all */
  'down',
  '429',
  '500',
  /** an error page where JSON was due */
  'html',
  /** JSON that ends in the middle */
  'truncated',
  /** half of the records of a page */
  'half-page',
  /** a record of somebody who was not asked about */
  'foreign-person',
  /** every field but the ID numbers holds something unreadable */
  'wrong-type',
  /** every field but the ID numbers is left out */
  'missing-field',
  /** a field that nobody was told of */
  'extra-field',
  /** every record twice */
  'duplicate-records',
  /** bytes of another encoding than was announced */
  'encoding',
  /** closed for maintenance, and says until when */
  'maintenance',
  /** the exchange platform's quota of the resource is used up */
  'quota',
  /** the exchange platform's catalogue has got its fields in another order since */
  'catalogue-changed',
  /** an answer file that leaves records out, and is replaced by a right one */
  'corrected',
  /** an answer that comes too late */
  'slow',
  /** the connection breaks while the answer is due */
  'reset',
  /** the token is no longer accepted */
  'expired-token',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export type Fault = {
  readonly fault: FaultKind;
  /** Of the requests, 0 to 1. */
  readonly share: number;
  /** It passes after this time, or after so many requests; without either it stays. */
  readonly forMs?: number;
  readonly count?: number;
};

export type Faults = {
  set(fault: Fault): void;
  clear(): void;
  /** The fault that this request meets, if any. */
  next(): FaultKind | null;
  has(kind: FaultKind): boolean;
  /** How long maintenance still lasts, in whole seconds, as a department says that is closed for it. */
  maintenanceSeconds(): number;
};

/** Of a maintenance whose end nobody has set. */
const MAINTENANCE_S = 1_800;

export function openFaults(onChange: () => void): Faults {
  let active: { fault: Fault; left: number; until: number }[] = [];
  const current = () => {
    active = active.filter(({ left, until }) => left > 0 && Date.now() < until);
    return active;
  };
  return {
    set(fault) {
      const forMs = fault.forMs ?? Number.POSITIVE_INFINITY;
      active.push({
        fault,
        left: fault.count ?? Number.POSITIVE_INFINITY,
        until: Date.now() + forMs,
      });
      if (fault.forMs !== undefined) setTimeout(onChange, fault.forMs + 1).unref();
      onChange();
    },
    clear() {
      active = [];
      onChange();
    },
    next() {
      const met = current().find(({ fault }) => Math.random() < fault.share);
      if (!met) return null;
      met.left--;
      return met.fault.fault;
    },
    has: (kind) => current().some(({ fault }) => fault.fault === kind),
    maintenanceSeconds() {
      const until = current().find(({ fault }) => fault.fault === 'maintenance')?.until;
      if (until === Number.POSITIVE_INFINITY) return MAINTENANCE_S;
      // It may have ended since the request met it.
      return Math.max(1, Math.ceil(((until ?? 0) - Date.now()) / 1000));
    },
  };
}
