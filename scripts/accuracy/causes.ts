// Why flags are wrong and discrepancies missed, where it is known: each with its case and what would mend it.

export const KNOWN_CAUSES: Readonly<Record<string, string>> = {
  'income-above-standard':
    'Missed where part of the income is paid in cash, or is known to the register by its contribution base only: a base is not a wage, so it never enters a sum.',
  'financial-assets-above-limit':
    'Missed where a bank withheld an account, since it compares names itself and holds another writing; the report says that the name differs.',
  'companies-above-limit':
    'Missed where the company’s licence is revoked: it still exists, and does no business.',
  'companies-under-declared':
    'Missed where the company’s licence is revoked: it still exists, and does no business.',
  'medical-outlay-on-record':
    'Missed where medical insurance withheld a person’s settlements, since it compares names itself and holds another writing.',
  'vehicles-under-declared':
    'Missed where the vehicle office withheld the car because of the name; the report says that, as a doubt.',
  'homes-above-limit':
    'Missed where one of the homes is a rural house that was never entered in the land register.',
  'homes-under-declared':
    'Missed where a household declares its unregistered rural house and hides a registered one: it declares one, and the register shows one. Missed too where the land exchange, asked for a number that ends in X, holds it with a small x and compares byte by byte.',
  'wage-under-declared':
    'Missed where what is left out lies within the tolerance (of a planted wage of 75 yuan a month 30 are declared: 45 a month less, and 50 may differ), or where no register holds the wage itself.',
  'wage-over-declared':
    'Wrong where cash wages were declared honestly that no register can know. Missed where the higher of the two readings of a monthly wage does not go beyond the records.',
  'spouse-not-declared':
    'Wrong for widows and widowers under 60, or of a younger spouse: the marriage register is not told of deaths, and about a late spouse, who stands on no form, nobody is asked. A death certificate settles it. From 60 on it is the note `spouse-perhaps-late`.',
  'unknown-to-register':
    'Missed of supporters who moved away: the register still holds the entry that they left, and so it knows them.',
  'number-under-another-name':
    'Said of everybody whose name a department that compares names itself holds otherwise: 张东〓 for 张东𬭚, 葉 for 叶, the former name. It is a note where another department holds the number under the name in any writing that counts, and a doubt where no record settles it.',
  'record-name-differs':
    'Wrong where a record bears the former name and the register’s own entry, which would tell it, was withheld for the same reason.',
  'name-written-differently':
    'Missed where the department withheld the record because of the writing, or did not hold the person at all.',
  'vehicles-above-limit':
    'Missed where the vehicle office withheld the car, since the form bears another’s name beside the owner’s number; the report says that, as a doubt.',
};
