// The stand-ins of a city that is grown for the occasion, as subjects of the contract.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import papaparse from 'papaparse';
import { type DepartmentDeclaration, loadDepartments } from '../../config/departments.ts';
import { DEPARTMENTS, openConnectors } from '../../connectors/connector-list.ts';
import type { Department } from '../../connectors/department.ts';
import { asCalendarDate } from '../../domain/calendar.ts';
import { parseCitizenId } from '../../domain/citizen-id.ts';
import type { ResourceId } from '../../domain/lookup.ts';
import { registerFile } from '../city/city-folder.ts';
import { growCity } from '../city/grow/grow.ts';
import { type ServedCity, serveCity } from '../city/serve/serve-city.ts';
import { STAND_INS, type StandIn } from '../city/serve/stand-in-list.ts';
import { askUntilSaid, type Person, questionAbout, type Subject } from './subject.ts';

/** Enough that 10,000 of them are alive and distinct. */
const RESIDENTS = 12_000;
/** Departments that are asked through the exchange platform, so that it is under the contract too. */
const BEHIND_PLATFORM: readonly StandIn[] = ['housing-fund', 'tax'];

export type ServedSubjects = { readonly subjects: readonly Subject[]; close(): Promise<void> };

export async function serveSubjects(names: readonly string[]): Promise<ServedSubjects> {
  const folder = await mkdtemp(join(tmpdir(), 'hedui-conformance-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  await growCity(folder, {
    residents: RESIDENTS,
    seed: 7,
    on: asCalendarDate('2026-07-01'),
    batchHouseholds: 10,
  });
  const served = await serveCity(folder, {
    behindPlatform: BEHIND_PLATFORM,
    landServer: process.env['DATABASE_URL'] ?? null,
    answerDelayMs: 20,
    slowMs: 60_000,
  });
  const close = async () => {
    await served.stop();
    await remove();
  };
  try {
    const people = await peopleOf(folder);
    const declarations = loadDepartments(served.departmentsFile, {}).filter(({ id }) =>
      names.includes(id),
    );
    const subjects: Subject[] = [];
    for (const declaration of declarations) {
      subjects.push(await subjectOf(declaration, people, served));
    }
    return { subjects, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function subjectOf(
  declaration: DepartmentDeclaration,
  people: readonly Person[],
  served: ServedCity,
): Promise<Subject> {
  const id = STAND_INS.find((one) => one === String(declaration.id));
  const department = departmentOf(declaration);
  return {
    department,
    declaration,
    people,
    holders: await holdersOf(department, declaration, people),
    setFault: id ? (fault) => served.setFault(id, fault) : null,
  };
}

export function departmentOf({ id }: DepartmentDeclaration): Department {
  const department = DEPARTMENTS.find((one) => one.id === id);
  if (!department) throw new TypeError('openConnectors has refused it before');
  return department;
}

/** Some person with a record of each resource, found by asking while nothing is wrong. */
export async function holdersOf(
  department: Department,
  declaration: DepartmentDeclaration,
  people: readonly Person[],
): Promise<Map<ResourceId, Person>> {
  const holders = new Map<ResourceId, Person>();
  const [connector] = openConnectors([declaration]);
  if (!connector) return holders;
  const subject = { department, declaration, people, holders, setFault: null };
  const { answers } = await askUntilSaid(connector, questionAbout(subject, people));
  await connector.close();
  for (const { key, resource, outcome } of answers) {
    const person = people[Number(key.slice(1))];
    if (outcome === 'found' && person && !holders.has(resource)) holders.set(resource, person);
  }
  return holders;
}

async function peopleOf(folder: string): Promise<Person[]> {
  const path = registerFile(folder, 'public-security/household-register');
  const { data } = papaparse.parse<Record<string, string>>(await readFile(path, 'utf8'), {
    header: true,
    skipEmptyLines: true,
  });
  const people = new Map<string, Person>();
  for (const { gmsfhm = '', xm = '' } of data) {
    const read = parseCitizenId(gmsfhm);
    if ('id' in read && xm !== '') people.set(read.id, { name: xm.trim(), idNumber: read.id });
  }
  return [...people.values()].slice(0, 10_000);
}
