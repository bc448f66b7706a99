// Records of a registry as records about one person. A Person is one; a Group is about each of its members. Identifiers
// stand in several places, as lists, single objects or, in the specification's own example, as plain text.

/** What a department's resource reads: the record as it came, and the part of it that is about the person. */
export type PersonRecord = {
  readonly id_number: string | null;
  readonly member: unknown;
  readonly group: unknown;
};

type Fields = Readonly<Record<string, unknown>>;

/** @param asked the number that the record answers; it is the person's when the record holds it */
export function personRecord(record: unknown, asked: string): PersonRecord {
  const members = membersIn(record);
  const own = members.find((member) => numbersIn(member).includes(asked));
  const other = members.flatMap(numbersIn)[0] ?? null;
  return { id_number: own ? asked : other, member: own ?? null, group: record };
}

/** The record itself and, when it is a group, its head and members. */
function membersIn(record: unknown): Fields[] {
  const group = fieldsOf(record);
  if (!group) return [];
  const listed = [group['member_list'], group['group_head_info'], group['member']].flat();
  return [...listed, group].flatMap((one: unknown): Fields[] => {
    const fields = fieldsOf(one);
    return fields ? [fields] : [];
  });
}

function numbersIn(member: Fields): string[] {
  const person = fieldsOf(member['demographic_info']);
  const places = [member, person, person && fieldsOf(person['person'])];
  return places.flatMap((place) =>
    place
      ? [place['identifier'], place['member_identifier'], place['identifier_value']]
          .flat()
          .flatMap(numberOf)
      : [],
  );
}

function numberOf(identifier: unknown): string[] {
  const value =
    typeof identifier === 'string' ? identifier : fieldsOf(identifier)?.['identifier_value'];
  return typeof value === 'string' ? [value] : [];
}

function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : null;
}
