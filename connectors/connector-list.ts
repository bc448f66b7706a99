// Every department that hedui knows, and its connector by the transport that its declaration names.

import type { DepartmentDeclaration } from '../config/departments.ts';
import { HeduiError } from '../domain/errors.ts';
import type { Connector } from './connector.ts';
import type { Department } from './department.ts';
import { agriculture } from './departments/agriculture.ts';
import { banks } from './departments/banks.ts';
import { civilAffairs } from './departments/civil-affairs.ts';
import { disabledFederation } from './departments/disabled-federation.ts';
import { housingFund } from './departments/housing-fund.ts';
import { housingSecurity } from './departments/housing-security.ts';
import { humanResources } from './departments/human-resources.ts';
import { insurance } from './departments/insurance.ts';
import { justice } from './departments/justice.ts';
import { land } from './departments/land.ts';
import { marketRegulation } from './departments/market-regulation.ts';
import { medicalInsurance } from './departments/medical-insurance.ts';
import { publicSecurity } from './departments/public-security.ts';
import { securities } from './departments/securities.ts';
import { socialRegistry } from './departments/social-registry.ts';
import { tax } from './departments/tax.ts';
import { veterans } from './departments/veterans.ts';
import { notConnected } from './not-connected.ts';
import { openExchangePlatform } from './transports/exchange-platform.ts';
import { withinOpenTimes } from './resilience/closed-times.ts';
import { openFileExchange } from './transports/file-exchange.ts';
import { openHttp } from './transports/http.ts';
import { openSpdci } from './transports/spdci.ts';
import { openSql } from './transports/sql.ts';

export const DEPARTMENTS: readonly Department[] = [
  publicSecurity,
  humanResources,
  land,
  civilAffairs,
  marketRegulation,
  tax,
  housingFund,
  medicalInsurance,
  disabledFederation,
  veterans,
  agriculture,
  justice,
  banks,
  securities,
  insurance,
  housingSecurity,
  socialRegistry,
];

/** @throws HeduiError DEPARTMENTS_INVALID when a declaration names a department that hedui does not know. */
export function openConnectors(
  declarations: readonly DepartmentDeclaration[],
  now: () => Date = () => new Date(),
): Connector[] {
  return declarations.map((declaration) => {
    const department = DEPARTMENTS.find((known) => known.id === declaration.id);
    if (!department) throw unknownDepartment(declaration.id);
    if (declaration.missing.length > 0) return notConnected(department, declaration.missing);
    return withinOpenTimes(openTransport(department, declaration), declaration, now);
  });
}

function openTransport(department: Department, declaration: DepartmentDeclaration): Connector {
  switch (declaration.transport) {
    case 'http':
      return openHttp(department, declaration);
    case 'exchange-platform':
      return openExchangePlatform(department, declaration);
    case 'sql':
      return openSql(department, declaration);
    case 'file-exchange':
      return openFileExchange(department, declaration);
    case 'spdci':
      return openSpdci(department, declaration);
  }
}

function unknownDepartment(id: string): HeduiError {
  const known = DEPARTMENTS.map((department) => department.id).join(', ');
  return new HeduiError('DEPARTMENTS_INVALID', {
    zh: `部门「${id}」的 id 未知；已知：${known}。`,
    en: `entry "${id}", field id: unknown department; known are ${known}.`,
  });
}
