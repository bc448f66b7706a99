// Who applies for help and what they declare when they tell the truth: the rows of a batch file, as a caseworker
// would type them from the forms (docs/batch-file.md).

import { addDays, type CalendarDate } from '../../../domain/calendar.ts';
import { type RelationCode, relationText } from '../../../domain/relation.ts';
import type { Household, Resident, World } from './model.ts';
import type { Random } from './random.ts';
import { transfersFen, yearlyIncome } from './real-income.ts';
import { ownMedicalYuan } from './record-status.ts';
import { relationOf } from './relations.ts';

export const BATCH_COLUMNS = [
  '户编号',
  '角色',
  '与申请人关系',
  '姓名',
  '身份证号码',
  '出生日期',
  '行政区划代码',
  '户别',
  '婚姻状况',
  '授权书编号',
  '授权起始',
  '授权截止',
  '签署人',
  '申报月工资收入',
  '申报月转移收入',
  '申报年经营净收入',
  '申报年财产净收入',
  '申报存款',
  '申报有价证券',
  '申报住房套数',
  '申报车辆数',
  '申报工商登记数',
  '残疾等级',
  '重病',
  '在校',
  '劳动能力',
  '年自付医疗费',
] as const;
export type BatchColumn = (typeof BATCH_COLUMNS)[number];

/** What the applicant's row declares for the whole household; yuan and counts. */
export type HouseholdClaim = { depositsYuan: number; homes: number; vehicles: number };

/** One row of the batch: a person, and what is written and declared of them. */
export type Claim = {
  readonly person: Resident;
  readonly role: 'applicant' | 'member' | 'supporter';
  relation: string;
  name: string;
  /** As the form says; null: left empty. */
  marital: Resident['marital'] | null;
  /** Yuan a month; null: not declared. */
  wageYuan: number | null;
  transferYuan: number | null;
};

export type Application = {
  readonly ref: string;
  readonly household: Household;
  readonly claims: Claim[];
  readonly claimed: HouseholdClaim;
  readonly authorisedFrom: CalendarDate;
  readonly authorisedUntil: CalendarDate | null;
};

const MARITAL_WORDS: Readonly<Record<Resident['marital'], string>> = {
  single: '未婚',
  married: '已婚',
  widowed: '丧偶',
  divorced: '离婚',
};
const MOST_SUPPORTERS = 4;
const ROLE_WORDS = { applicant: '申请人', member: '共同生活成员', supporter: '义务人' } as const;

/** The truthful application of a household: all who live together, and the kin who owe support from elsewhere. */
export function applyForHelp(
  world: World,
  random: Random,
  household: Household,
  ref: string,
): Application {
  const applicant = household.members.find((member) => member.age >= 18);
  if (!applicant) throw new RangeError('an applicant is grown up');
  const claims = [applicant, ...household.members.filter((member) => member !== applicant)].map(
    (person) => truthfulClaim(person, applicant, person === applicant ? 'applicant' : 'member'),
  );
  for (const supporter of supportersOf(household))
    claims.push(truthfulClaim(supporter, applicant, 'supporter'));
  return {
    ref,
    household,
    claims,
    claimed: {
      depositsYuan: household.depositsYuan,
      homes: household.homes.filter((home) => home.use === '住宅' && home.state === 1).length,
      vehicles: household.vehicles.filter(
        ({ kind, state }) => (kind === 'car' || kind === 'lorry') && !/[BEM]/.test(state),
      ).length,
    },
    authorisedFrom: addDays(world.on, -random.between(3, 25)),
    authorisedUntil: random.chance(0.5) ? addDays(world.on, 365) : null,
  };
}

function truthfulClaim(person: Resident, applicant: Resident, role: Claim['role']): Claim {
  const income = yearlyIncome([person]);
  const isDeclaring = role !== 'supporter' && person.age >= 16;
  const monthlyYuan = (yearFen: number): number => Math.round(yearFen / 1200);
  return {
    person,
    role,
    relation: relationOf(person, applicant),
    name: person.name,
    marital: isSilent(person) ? null : person.marital,
    wageYuan: isDeclaring ? monthlyYuan(income.wage + income.cash) : null,
    transferYuan: isDeclaring ? monthlyYuan(transfersFen(income)) : null,
  };
}

/** Grown children of those who live here, and parents of the minors, who live apart themselves. */
function supportersOf(household: Household): Resident[] {
  const kin = new Set<Resident>();
  for (const { age, children, father, mother } of household.members) {
    for (const child of children) kin.add(child);
    if (age < 18) for (const parent of [father, mother]) if (parent) kin.add(parent);
  }
  return [...kin]
    .filter((one) => one.household !== household && one.diedOn === null && one.age >= 18)
    .slice(0, MOST_SUPPORTERS);
}

/** The cells of one row, in the order of `BATCH_COLUMNS`. */
export function claimCells(application: Application, claim: Claim, place: number): string[] {
  const { household, ref, claimed } = application;
  const { person, role } = claim;
  const isApplicant = role === 'applicant';
  const ofHousehold = (value: number): string => (isApplicant ? String(value) : '');
  const isChild = person.age < 18;
  return [
    ref,
    ROLE_WORDS[role],
    isApplicant ? '本人' : relationText(claim.relation as RelationCode, 'zh-CN'),
    claim.name,
    person.idNumber,
    person.birth,
    isApplicant ? household.town : '',
    hukouWord(person),
    claim.marital === null ? '' : MARITAL_WORDS[claim.marital],
    `SQ${ref}-${place}`,
    application.authorisedFrom,
    application.authorisedUntil ?? '',
    isChild ? '监护人' : '本人',
    claim.wageYuan === null ? '' : String(claim.wageYuan),
    claim.transferYuan === null ? '' : String(claim.transferYuan),
    ofHousehold(0),
    ofHousehold(0),
    ofHousehold(claimed.depositsYuan),
    ofHousehold(0),
    ofHousehold(claimed.homes),
    ofHousehold(claimed.vehicles),
    ofHousehold(0),
    role !== 'supporter' && person.disabilityGrade > 0 ? String(person.disabilityGrade) : '',
    role === 'supporter' ? '' : person.seriousIllness ? '是' : '否',
    role === 'supporter' ? '' : person.student ? '是' : '否',
    role === 'supporter' ? '' : capacityWord(person),
    person.seriousIllness && role !== 'supporter' ? String(ownMedicalYuan(person)) : '',
  ];
}

/** One form in five leaves the marital status open. */
function isSilent({ idNumber }: Resident): boolean {
  return Number(idNumber.slice(14, 17)) % 5 === 0;
}

function hukouWord({ register }: Resident): string {
  if (register === null) return '';
  return register.hukouType === 'urban' ? '城镇' : '农村';
}

function capacityWord({ age, disabilityGrade, seriousIllness }: Resident): string {
  if (age < 16 || age >= 60 || disabilityGrade === 1 || disabilityGrade === 2) return '无';
  return disabilityGrade > 0 || seriousIllness ? '部分' : '有';
}
