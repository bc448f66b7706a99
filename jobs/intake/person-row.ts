// One row of a batch file as a person. Every cell is checked, so that a caseworker sees all faults of a row at
// once and not one at each attempt.

import { ageOn, type CalendarDate } from '../../domain/calendar.ts';
import { birthDateOf, type CitizenId, parseCitizenId, sexOf } from '../../domain/citizen-id.ts';
import type { Authorisation, Declaration, Person, Role } from '../../domain/household.ts';
import { parseRegionCode, type RegionCode } from '../../domain/region.ts';
import { APPLICANT_ITSELF, parseRelation, type RelationCode } from '../../domain/relation.ts';
import {
  amountIn,
  cellText,
  countIn,
  dateIn,
  isLonger,
  neededText,
  neededWordIn,
  type OpenRow,
  remembering,
  wordIn,
} from './cells.ts';
import {
  DISABILITY_GRADES,
  HUKOU_TYPES,
  LABOUR_CAPACITIES,
  MARITAL_STATUSES,
  ROLES,
  SIGNERS,
  YES_NO,
} from './column-words.ts';
import { readAuthorisedDepartments } from './authorised-departments.ts';
import type { Header } from './columns.ts';
import { type HouseholdCells, readHouseholdCells } from './household-cells.ts';
import type { FileRow } from './csv-rows.ts';
import { type Fault, fault } from './faults.ts';

/** A person whose number in the household is given when the household is complete; 0 until then. */
export type PersonDraft = Omit<Person, 'no'> & { no: number };

export type PersonRow = {
  readonly row: number;
  readonly cells: readonly string[];
  /** null when it cannot be told to which household the row belongs. */
  readonly ref: string | null;
  readonly role: Role | null;
  readonly idNumber: CitizenId | null;
  readonly region: RegionCode | null;
  /** What the row says of the household as a whole: on the applicant's row only. */
  readonly ofHousehold: HouseholdCells;
  /** null exactly when the row itself has faults. */
  readonly person: PersonDraft | null;
  /** Grows as the household is looked at. */
  readonly faults: Fault[];
};

/** Code points, as design and MZ/T 073 count them. */
const MAX_REF = 40;
const MAX_NAME = 50;
const MAX_AUTHORISATION_NO = 64;
/** 《民法典》第十七条 to 第二十条: a minor is under 18, and the guardian acts for the minor (also 个人信息保护法 art 31). */
const ADULT_AGE = 18;
/** 18-digit numbers are kept as 15 significant digits by Excel and printed like 3.71002E+17. */
const SCIENTIFIC = /^\d(\.\d+)?E\+\d+$/i;
/** What conversions leave in place of a character (?, □, 〓, U+FFFD), masks, formulas and control characters. */
const NO_NAME = /[?？*＊=＝□〓\ufffd\p{Cc}]/u;

/** The household's number in a row; null when it is empty or Excel has destroyed it. */
export function refIn(cells: readonly string[], header: Header): string | null {
  const text = cellText({ header, cells, faults: [] }, 'household_ref');
  return text === '' || SCIENTIFIC.test(text) ? null : text;
}

export function readPersonRow(
  { row, cells, quotesBroken }: FileRow,
  header: Header,
  verifiedOn: CalendarDate,
): PersonRow {
  const open: OpenRow = { header, cells, faults: [] };
  const { faults } = open;
  if (quotesBroken) faults.push(fault('row-quotes', null));
  if (
    cells.length > header.cells.length &&
    cells.slice(header.cells.length).some((cell) => cell.trim() !== '')
  ) {
    faults.push(fault('row-too-many-cells', null));
  }
  const ref = readRef(open);
  const role = neededWordIn(open, 'role', ROLES);
  const relation = readRelation(open, role);
  const name = readName(open);
  const idNumber = readIdNumber(open);
  const birthDate = readBirthDate(open, idNumber, verifiedOn);
  const region = readRegion(open, role);
  const hukouType = wordIn(open, 'hukou_type', HUKOU_TYPES);
  const maritalStatus = wordIn(open, 'marital_status', MARITAL_STATUSES);
  const authorisation = readAuthorisation(open, verifiedOn);
  checkSigner(open, idNumber, birthDate, authorisation?.signer ?? null, verifiedOn);
  const declared = readDeclaration(open);
  const disabilityGrade = wordIn(open, 'disability', DISABILITY_GRADES);
  const seriousIllness = wordIn(open, 'serious_illness', YES_NO);
  const student = wordIn(open, 'student', YES_NO);
  const labourCapacity = wordIn(open, 'labour_capacity', LABOUR_CAPACITIES);
  const isWhole =
    faults.length === 0 && role && relation && name !== null && birthDate && authorisation;
  const person = isWhole
    ? {
        no: 0,
        role,
        relation,
        name,
        idNumber,
        birthDate,
        sex: idNumber === null ? null : sexOf(idNumber),
        hukouType,
        maritalStatus,
        disabilityGrade,
        seriousIllness,
        student,
        labourCapacity,
        authorisation,
        declared,
      }
    : null;
  const ofHousehold = role === 'applicant' ? readHouseholdCells(open) : {};
  return { row, cells, ref, role, idNumber, region, ofHousehold, person, faults };
}

function readRef(open: OpenRow): string | null {
  const text = cellText(open, 'household_ref');
  const ref = refIn(open.cells, open.header);
  if (ref === null) {
    const code = text === '' ? 'household-ref-missing' : 'household-ref-mangled';
    open.faults.push(fault(code, 'household_ref'));
  } else if (isLonger(ref, MAX_REF)) {
    open.faults.push(fault('cell-too-long', 'household_ref', { limit: MAX_REF }));
  }
  return ref;
}

const knownRelation = remembering(parseRelation);

/** The applicant may leave it empty, or write `户主` as household registers do. */
function readRelation(open: OpenRow, role: Role | null): RelationCode | null {
  const text = cellText(open, 'relation');
  if (text === '' && role === 'applicant') return APPLICANT_ITSELF;
  if (text === '') {
    if (role !== null) open.faults.push(fault('cell-missing', 'relation'));
    return null;
  }
  const relation = knownRelation(text);
  if (relation === null) open.faults.push(fault('relation-unknown', 'relation'));
  else if (role === 'applicant') {
    if (relation === '01' || relation === '02') return APPLICANT_ITSELF;
    open.faults.push(fault('relation-of-applicant', 'relation'));
  } else if (role !== null && relation === APPLICANT_ITSELF) {
    open.faults.push(fault('relation-self', 'relation'));
  }
  return relation;
}

function readName(open: OpenRow): string | null {
  const name = neededText(open, 'name', MAX_NAME);
  if (name !== null && NO_NAME.test(name)) {
    open.faults.push(fault('name-characters', 'name'));
    return null;
  }
  return name;
}

function readIdNumber(open: OpenRow): CitizenId | null {
  const text = cellText(open, 'id_number');
  if (text === '') return null;
  const read = parseCitizenId(text);
  if ('id' in read) return read.id;
  const isMangled =
    SCIENTIFIC.test(text) || (read.fault === 'check-digit' && /^\d{15}000$/.test(text));
  open.faults.push(fault(isMangled ? 'id-mangled' : `id-${read.fault}`, 'id_number'));
  return null;
}

/** The ID number's birth date counts; the column is for minors who have none, and must not contradict it. */
function readBirthDate(
  open: OpenRow,
  idNumber: CitizenId | null,
  verifiedOn: CalendarDate,
): CalendarDate | null {
  const written = dateIn(open, 'birth_date');
  if (idNumber !== null) {
    const birthDate = birthDateOf(idNumber);
    if (birthDate > verifiedOn) open.faults.push(fault('id-born-later', 'id_number'));
    if (written !== null && written !== birthDate) {
      open.faults.push(fault('birth-date-contradicts-id', 'birth_date'));
    }
    return birthDate;
  }
  if (written !== null && written > verifiedOn) {
    open.faults.push(fault('birth-date-later', 'birth_date'));
    return null;
  }
  if (cellText(open, 'id_number') !== '') return written;
  if (cellText(open, 'birth_date') === '') open.faults.push(fault('id-missing', 'id_number'));
  if (written !== null && ageOn(written, verifiedOn) >= ADULT_AGE) {
    open.faults.push(fault('id-missing-adult', 'id_number'));
  }
  return written;
}

const knownRegion = remembering(parseRegionCode);

function readRegion(open: OpenRow, role: Role | null): RegionCode | null {
  const text = cellText(open, 'region');
  const region = text === '' ? null : knownRegion(text);
  if (text !== '' && region === null) open.faults.push(fault('region-unreadable', 'region'));
  if (text === '' && role === 'applicant') open.faults.push(fault('cell-missing', 'region'));
  return region;
}

function readAuthorisation(open: OpenRow, verifiedOn: CalendarDate): Authorisation | null {
  const no = neededText(open, 'authorisation_no', MAX_AUTHORISATION_NO, 'authorisation-missing');
  if (cellText(open, 'authorised_from') === '') {
    open.faults.push(fault('authorisation-missing', 'authorised_from'));
  }
  const from = dateIn(open, 'authorised_from');
  const until = dateIn(open, 'authorised_until');
  const signer = neededWordIn(open, 'signer', SIGNERS, 'authorisation-missing');
  if (from !== null && from > verifiedOn) {
    open.faults.push(fault('authorisation-not-begun', 'authorised_from'));
  }
  if (from !== null && until !== null && until < from) {
    open.faults.push(fault('authorisation-order', 'authorised_until'));
  } else if (until !== null && until < verifiedOn) {
    open.faults.push(fault('authorisation-expired', 'authorised_until'));
  }
  const departments = readAuthorisedDepartments(open);
  if (no === null || from === null || signer === null) return null;
  return { no, signer, from, until, ...(departments && { departments }) };
}

/** Who has to sign: for a minor the guardian, who acts for the child in matters of this weight. */
function checkSigner(
  open: OpenRow,
  idNumber: CitizenId | null,
  birthDate: CalendarDate | null,
  signer: Authorisation['signer'] | null,
  verifiedOn: CalendarDate,
): void {
  if (birthDate === null || signer === null || signer === 'guardian') return;
  if (ageOn(birthDate, verifiedOn) >= ADULT_AGE) return;
  const hasNoNumber = idNumber === null && cellText(open, 'id_number') === '';
  const code = hasNoNumber ? 'id-missing-guardian' : 'authorisation-guardian';
  open.faults.push(fault(code, 'signer'));
}

function readDeclaration(open: OpenRow): Declaration {
  return {
    wageFen: amountIn(open, 'declared_wage'),
    transferFen: amountIn(open, 'declared_transfer'),
    businessFen: amountIn(open, 'declared_business'),
    propertyIncomeFen: amountIn(open, 'declared_property_income'),
    depositsFen: amountIn(open, 'declared_deposits'),
    securitiesFen: amountIn(open, 'declared_securities'),
    homes: countIn(open, 'declared_homes'),
    vehicles: countIn(open, 'declared_vehicles'),
    companies: countIn(open, 'declared_companies'),
    medicalOutlayFen: amountIn(open, 'medical_outlay'),
  };
}
