/**
 * A hash table from non-negative numbers to numbers: 20 to 40 bytes an entry, where a Map of heap numbers takes some
 * 60. Intake remembers every household and person of a file, so this is what keeps memory flat.
 */
export type NumberTable = {
  get(key: number): number | undefined;
  set(key: number, value: number): void;
};

const EMPTY = -1;
const MAX_LOAD = 0.8;

export function numberTable(initialSlots = 1024): NumberTable {
  let keys = new Float64Array(initialSlots).fill(EMPTY);
  let values = new Float64Array(initialSlots);
  let used = 0;

  /** Slots are a power of two, so the mask replaces a division; linear probing. */
  function slotOf(key: number): number {
    const mask = keys.length - 1;
    let hash = Math.imul((key % 0x1_0000_0000) | 0, 0x9e37_79b1);
    hash ^= Math.imul(Math.floor(key / 0x1_0000_0000), 0x85eb_ca6b);
    hash ^= hash >>> 15;
    let slot = hash & mask;
    while (keys[slot] !== EMPTY && keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  function grow(): void {
    const [oldKeys, oldValues] = [keys, values];
    keys = new Float64Array(oldKeys.length * 2).fill(EMPTY);
    values = new Float64Array(oldKeys.length * 2);
    oldKeys.forEach((key, at) => {
      if (key === EMPTY) return;
      const slot = slotOf(key);
      keys[slot] = key;
      values[slot] = oldValues[at] ?? 0;
    });
  }

  return {
    get(key) {
      const slot = slotOf(key);
      return keys[slot] === EMPTY ? undefined : values[slot];
    },
    set(key, value) {
      let slot = slotOf(key);
      if (keys[slot] === EMPTY) {
        if (used + 1 > keys.length * MAX_LOAD) {
          grow();
          slot = slotOf(key);
        }
        used++;
        keys[slot] = key;
      }
      values[slot] = value;
    },
  };
}
