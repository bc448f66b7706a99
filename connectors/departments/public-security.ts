// Public security (公安): household register and motor vehicles. Codes of GA/T 16 and of the register's own forms.

import { z } from 'zod';
import type { DepartmentId } from '../../domain/lookup.ts';
import type { Vehicle } from '../../domain/evidence.ts';
import { type Department, resource } from '../department.ts';
import { code, date, idNumber, text, wholeNumber } from '../foreign-field.ts';

const householdRegister = resource('public-security.household-register', {
  idFields: ['gmsfhm'],
  record: z.object({
    gmsfhm: idNumber.required,
    xm: text.optional,
    cym: text.optional,
    xb: code({ '1': 'male', '2': 'female', '0': null, '9': null } as const).optional,
    csrq: date.optional,
    hh: text.optional,
    yhzgx: text.optional,
    hjdz: text.optional,
    xzqh: text.optional,
    hb: code({ '1': 'urban', '2': 'rural' } as const).optional,
    ryzt: code({ '1': 'normal', '2': 'deceased', '3': 'moved-out', '4': 'missing' } as const)
      .optional,
    ztrq: date.optional,
  }),
  evidence: (records) =>
    records.map((entry) => ({
      subject: {
        name: entry.xm,
        idNumber: entry.gmsfhm,
        sex: entry.xb,
        birthDate: entry.csrq,
      },
      // One entry a person in a register, so the register names it.
      sourceKey: `${entry.xzqh ?? ''}/${entry.hh ?? ''}`,
      facts: {
        kind: 'register-entry',
        formerName: entry.cym,
        registerNo: entry.hh ?? '',
        relationToHead: entry.yhzgx,
        address: entry.hjdz,
        region: entry.xzqh ?? '',
        hukouType: entry.hb,
        status: entry.ryzt ?? 'normal',
        statusSince: entry.ryzt === null || entry.ryzt === 'normal' ? null : entry.ztrq,
      },
    })),
});

const vehicle = resource('public-security.vehicle', {
  idFields: ['sfzmhm'],
  record: z.object({
    sfzmhm: idNumber.required,
    syr: text.optional,
    hpzl: text.required,
    hphm: text.required,
    clpp1: text.optional,
    clxh: text.optional,
    clsbdh: text.optional,
    syxz: text.optional,
    ccdjrq: date.optional,
    zt: text.optional,
    pl: wholeNumber.optional,
  }),
  evidence: (records) =>
    records.map((car) => ({
      subject: { name: car.syr, idNumber: car.sfzmhm, sex: null, birthDate: null },
      sourceKey: car.clsbdh ?? `${car.hpzl}/${car.hphm}`,
      facts: {
        kind: 'vehicle',
        plate: car.hphm,
        plateType: car.hpzl,
        model: [car.clpp1, car.clxh].filter(Boolean).join(' ') || null,
        use: vehicleUse(car.syxz),
        status: vehicleStatus(car.zt),
        firstRegisteredOn: car.ccdjrq,
        displacementMl: car.pl || null,
      },
    })),
});

/** 使用性质: A private, Z for the disabled, every other letter some kind of trade. */
function vehicleUse(letter: string | null): Vehicle['use'] {
  if (letter === null) return 'other';
  return letter === 'A' ? 'private' : letter === 'Z' ? 'mobility' : 'commercial';
}

/**
 * 状态 may hold several letters. E cancelled and M forced cancellation end a registration whatever stands beside
 * them; B says that the vehicle left for another city. Q (inspection overdue) does not end ownership.
 */
function vehicleStatus(letters: string | null): Vehicle['status'] {
  if (letters === null) return 'normal';
  if (/[EM]/.test(letters)) return 'cancelled';
  return letters.includes('B') ? 'transferred-out' : 'normal';
}

export const publicSecurity: Department = {
  id: 'public-security' as DepartmentId,
  resources: [householdRegister, vehicle],
};
