// Places where many people are registered or live and nothing is behind it: collective registers (集体户), homes, dormitories,
// and addresses that an office has listed.

import type { RegionCode } from '../../domain/region.ts';
import { addressKey, plain } from './address-key.ts';

export type KnownPlaces = {
  /** Words that tell of such a place wherever they stand in an address. */
  readonly words: readonly string[];
  readonly addresses: readonly { readonly region: RegionCode; readonly address: string }[];
};

/** @returns whether an address is of such a place, for any number of addresses */
export function knownPlaces({ words, addresses }: KnownPlaces) {
  const wanted = words.map(plain);
  const listed = new Set(addresses.map(({ region, address }) => addressKey(address, region)));
  return (address: string, region: RegionCode): boolean => {
    const text = plain(address);
    return wanted.some((word) => text.includes(word)) || listed.has(addressKey(address, region));
  };
}
