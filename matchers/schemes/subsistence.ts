// Subsistence allowance (最低生活保障, 低保): 最低生活保障审核确认办法, 民发〔2021〕57号.

import type { Role } from '../../domain/household.ts';
import {
  ASSISTANCE,
  CONTRIBUTIONS,
  FUNERALS,
  HOUSEHOLD_REGISTER,
  MARRIAGES,
  PENSIONS,
  REAL_ESTATE,
  VEHICLES,
} from '../resources.ts';
import { assistance } from '../rules/assistance.ts';
import { death } from '../rules/death.ts';
import { declaredIncome } from '../rules/declared-income.ts';
import { declaredProperty } from '../rules/declared-property.ts';
import { deposits } from '../rules/deposits.ts';
import { employment } from '../rules/employment.ts';
import { homes } from '../rules/homes.ts';
import { identity } from '../rules/identity.ts';
import { incomeStandard } from '../rules/income-standard.ts';
import { marriage } from '../rules/marriage.ts';
import { premises } from '../rules/premises.ts';
import { registerState } from '../rules/register-state.ts';
import { supporterAbility } from '../rules/supporter-ability.ts';
import { vehicles } from '../rules/vehicles.ts';
import type { Scheme } from './scheme.ts';

const LIVING_TOGETHER: readonly Role[] = ['applicant', 'member'];
const EVERYBODY: readonly Role[] = ['applicant', 'member', 'supporter'];
const NOBODY: readonly Role[] = [];

export const subsistence: Scheme = {
  id: 'subsistence',
  resources: [
    { resource: HOUSEHOLD_REGISTER, askedFor: EVERYBODY, criticalFor: LIVING_TOGETHER },
    { resource: VEHICLES, askedFor: LIVING_TOGETHER, criticalFor: LIVING_TOGETHER },
    { resource: CONTRIBUTIONS, askedFor: EVERYBODY, criticalFor: LIVING_TOGETHER },
    { resource: PENSIONS, askedFor: EVERYBODY, criticalFor: LIVING_TOGETHER },
    { resource: REAL_ESTATE, askedFor: LIVING_TOGETHER, criticalFor: LIVING_TOGETHER },
    { resource: MARRIAGES, askedFor: LIVING_TOGETHER, criticalFor: NOBODY },
    { resource: FUNERALS, askedFor: LIVING_TOGETHER, criticalFor: NOBODY },
    { resource: ASSISTANCE, askedFor: LIVING_TOGETHER, criticalFor: LIVING_TOGETHER },
  ],
  parameters: {
    allowanceUrban: 'subsistence.allowance.urban',
    allowanceRural: 'subsistence.allowance.rural',
    incomeWindow: 'subsistence.income.window',
    basicPensionExempt: 'subsistence.income.basic-pension-exempt',
    depositMonths: 'subsistence.deposits.months-of-allowance',
    homeLimit: 'subsistence.homes.limit',
    homeAreaPerHead: 'subsistence.homes.area-per-head',
    premisesLimit: 'subsistence.premises.limit',
    vehicleLimit: 'subsistence.vehicles.limit',
    motorcyclesCount: 'subsistence.vehicles.motorcycles-count',
    tolerancePermille: 'subsistence.tolerance.permille',
    toleranceMonthly: 'subsistence.tolerance.monthly',
    supporterPermille: 'subsistence.supporter.permille-of-allowance',
  },
  otherStandards: ['report.validity-days', 'authorisation.validity-days'],
  rules: [
    identity,
    death,
    registerState,
    marriage,
    incomeStandard,
    homes,
    premises,
    vehicles,
    deposits,
    declaredIncome,
    employment,
    declaredProperty,
    assistance,
    supporterAbility,
  ],
};
