// npm run conformance -- NAME|all: holds connectors to the contract (scripts/conformance/contract.ts), against their
// stand-ins, or against a real address with --declaration. Exit codes: 0 all kept, 1 one broken, 2 wrong use.

import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import papaparse from 'papaparse';
import { loadDepartments } from '../config/departments.ts';
import { DEPARTMENTS } from '../connectors/connector-list.ts';
import { parseCitizenId } from '../domain/citizen-id.ts';
import { CONTRACT } from './conformance/contract.ts';
import {
  type CaseResult,
  type ConnectorResult,
  countOf,
  outcomeTable,
} from './conformance/outcome-table.ts';
import { departmentOf, holdersOf, serveSubjects } from './conformance/served-subjects.ts';
import type { Person, Subject } from './conformance/subject.ts';

type Options = { declaration?: string; persons?: string; json?: boolean };

const program = new Command('conformance')
  .argument('<name>', 'a department, or all')
  .option('--declaration <file>', 'departments file of real addresses, instead of stand-ins')
  .option('--persons <file>', 'CSV with name and idNumber of persons who may be asked about there')
  .option('--json', 'print the results as JSON')
  .action(run);
await program.parseAsync();

async function run(name: string, options: Options): Promise<void> {
  const known = DEPARTMENTS.map(({ id }) => String(id));
  const names = name === 'all' ? known : [name];
  if (!names.every((one) => known.includes(one))) {
    process.exitCode = 2;
    process.stderr.write(`${name}: unknown department; known are all, ${known.join(', ')}\n`);
    return;
  }
  const results = options.declaration
    ? await resultsOf(await realSubjects(names, options.declaration, options.persons))
    : await resultsOfStandIns(names);
  process.stdout.write(`${options.json ? JSON.stringify(results) : outcomeTable(results)}\n`);
  if (results.length === 0 || countOf(results).failed > 0) process.exitCode = 1;
}

async function resultsOfStandIns(names: readonly string[]): Promise<ConnectorResult[]> {
  const served = await serveSubjects(names);
  try {
    return await resultsOf(served.subjects);
  } finally {
    await served.close();
  }
}

/** Departments side by side, since most cases are waiting; the cases of one department in order, since it has one fault at a time. */
function resultsOf(subjects: readonly Subject[]): Promise<ConnectorResult[]> {
  return Promise.all(
    subjects.map(async (subject) => {
      const cases: CaseResult[] = [];
      for (const one of CONTRACT) {
        const not = one.notFor(subject);
        const wrong = not === null ? await one.check(subject) : null;
        const result = not !== null ? 'not-applicable' : wrong === null ? 'passed' : 'failed';
        cases.push({ case: one.name, result, why: not ?? wrong });
      }
      const { id, transport } = subject.declaration;
      return { connector: id, transport, cases };
    }),
  );
}

async function realSubjects(
  names: readonly string[],
  file: string,
  personsFile: string | undefined,
): Promise<Subject[]> {
  const declarations = loadDepartments(file, process.env).filter(({ id }) => names.includes(id));
  const people = personsFile ? await personsIn(personsFile) : [];
  return Promise.all(
    declarations.map(async (declaration) => {
      const department = departmentOf(declaration);
      const holders = await holdersOf(department, declaration, people);
      return { department, declaration, people, holders, setFault: null };
    }),
  );
}

async function personsIn(file: string): Promise<Person[]> {
  const { data } = papaparse.parse<Record<string, string>>(await readFile(file, 'utf8'), {
    header: true,
    skipEmptyLines: true,
  });
  return data.flatMap(({ name = '', idNumber = '' }) => {
    const read = parseCitizenId(idNumber);
    return 'id' in read ? [{ name, idNumber: read.id }] : [];
  });
}
