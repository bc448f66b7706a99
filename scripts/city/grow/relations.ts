// What one person is to another, as a GB/T 4761 code. Follows parents, children and marriage two steps.

import type { Resident } from './model.ts';

/** What `person` is to `to`: a spouse `10`, a son `20`, a daughter-in-law `38` … */
export function relationOf(person: Resident, to: Resident): string {
  if (person === to) return '01';
  const man = person.sex === 'male';
  if (person.spouse === to) return to.marital === 'divorced' ? '99' : '10';
  if (isChild(person, to)) return man ? '20' : '30';
  if (isChild(to, person)) return man ? '51' : '52';
  const { spouse } = to;
  if (person.spouse && isChild(person.spouse, to)) return man ? '28' : '38';
  // A spouse's child from before.
  if (spouse && isChild(person, spouse)) return man ? '27' : '37';
  const middle = to.children.find((child) => isChild(person, child));
  if (middle) return String((middle.sex === 'male' ? 41 : 43) + (man ? 0 : 1));
  if (spouse && isChild(spouse, person)) return inLaw(to, man);
  const parent = [to.father, to.mother].find((one) => one && isChild(one, person));
  if (parent) return String((parent.sex === 'male' ? 61 : 63) + (man ? 0 : 1));
  if (isSibling(person, to)) {
    if (man) return person.birth < to.birth ? '71' : '73';
    return person.birth < to.birth ? '75' : '77';
  }
  return '97';
}

function isChild(child: Resident, parent: Resident): boolean {
  return child.father === parent || child.mother === parent;
}

function isSibling(one: Resident, other: Resident): boolean {
  return one.father !== null && one.father === other.father;
}

function inLaw(to: Resident, man: boolean): string {
  return String((to.sex === 'female' ? 53 : 55) + (man ? 0 : 1));
}
