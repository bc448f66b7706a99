// Why flags are wrong and discrepancies missed, where it is known: each with its case and what would mend it.

export const KNOWN_CAUSES: Readonly<Record<string, string>> = {
  'income-above-standard':
    'Missed where part of the income is paid in cash, or is known to the register by its contribution base only: a base is not a wage, so it never enters a sum.',
  'homes-above-limit':
    'Missed where one of the homes is a rural house that was never entered in the land register.',
  'homes-under-declared':
    'Missed where a household declares its unregistered rural house and hides a registered one: it declares one, and the register shows one. Missed too where the land exchange, asked for a number that ends in X, holds it with a small x and compares byte by byte.',
  'wage-under-declared':
    'Honest households of the city declare the mean of twelve months; the rule reads a declared wage as that of a month in work. Who worked ten months at 1,195 yuan and declares 996 is told 9,960 against 11,949.',
  'benefit-under-declared':
    'As with wages: an unemployment benefit of a few months, declared as the mean of twelve.',
  'wage-over-declared':
    'As with wages: over-declared against the mean of twelve months, but not against the months in work. Wrong where cash wages were declared honestly that no register can know.',
  'spouse-not-declared':
    'Wrong for widows and widowers: the marriage register is not told of deaths, and about a late spouse, who stands on no form, nobody is asked. A death certificate settles it. See the widowed in the table of groups.',
  'unknown-to-register':
    'Missed of supporters who moved away: the register still holds the entry that they left, and so it knows them.',
  'number-under-another-name':
    'Wrong where the department itself compares names and holds 张东〓 for 张东𬭚, 葉 for 叶 or the former name, and no other record of the person, under the same number and the name on the form, settles it.',
  'record-name-differs':
    'Wrong where a record bears the former name and the register’s own entry, which would tell it, was withheld for the same reason.',
  'name-written-differently':
    'Missed where the department withheld the record because of the writing, or did not hold the person at all.',
  'vehicles-above-limit':
    'Missed where the vehicle office withheld the car, since the form bears another’s name beside the owner’s number; the report says that, as a doubt.',
};
