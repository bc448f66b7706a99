// Unified social credit codes (GB 32100-2015): type, region, nine characters of the body's own, a check character.

const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** @param type what a code begins with: 91 company, 92 sole trade, 93 cooperative */
export function businessCode(type: string, region: string, count: number): string {
  const first17 = `${type}${region}MA${String(count).padStart(7, '0')}`;
  return first17 + creditCheckCharacter(first17);
}

/** The weight of each place is 3 to its power, modulo 31. */
export function creditCheckCharacter(first17: string): string {
  let [sum, weight] = [0, 1];
  for (const character of first17) {
    sum += CHARACTERS.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return CHARACTERS.charAt((31 - (sum % 31)) % 31);
}
