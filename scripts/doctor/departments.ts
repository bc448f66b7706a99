// Each department: whether it is connected, answers, and will go on to accept our certificate.

import { X509Certificate } from 'node:crypto';
import type { DepartmentDeclaration } from '../../config/departments.ts';
import { addDays, shanghaiDate } from '../../domain/calendar.ts';
import type { Connector } from '../../connectors/connector.ts';
import { certificatesOf } from '../../connectors/transports/certificates.ts';
import type { Check } from './check.ts';

const PROBE_WITHIN_MS = 5_000;
/** A new certificate takes a department's office weeks. */
const WARNED_BEFORE_DAYS = 30;

export async function departmentChecks(
  declaration: DepartmentDeclaration,
  connector: Pick<Connector, 'probe'> | undefined,
  now: Date,
): Promise<Check[]> {
  const name = `department ${declaration.id}`;
  if (declaration.missing.length > 0) {
    const names = declaration.missing;
    return [
      {
        name,
        state: 'warn',
        said: {
          zh: `未接入：请设置环境变量 ${names.join('、')}。在此之前其信息均为“未返回”。`,
          en: `not connected: set ${names.join(', ')}. Until then what it knows is "not answered".`,
        },
      },
    ];
  }
  const probe = await connector?.probe(AbortSignal.timeout(PROBE_WITHIN_MS));
  const reached: Check = probe?.ok
    ? {
        name,
        state: 'ok',
        said: { zh: `可查询（${probe.ms} ms）`, en: `answers (${probe.ms} ms)` },
      }
    : {
        name,
        state: 'warn',
        said: {
          zh: `无法查询：${probe?.said ?? ''}。请检查地址、凭证和网络。`,
          en: `does not answer: ${probe?.said ?? ''}. Check its address, credentials and the network.`,
        },
      };
  return [reached, ...certificateChecks(declaration, now)];
}

function certificateChecks(declaration: DepartmentDeclaration, now: Date): Check[] {
  const { cert } = certificatesOf(declaration);
  if (cert === undefined) return [];
  const endsOn = shanghaiDate(new Date(new X509Certificate(cert).validTo));
  const isNear = endsOn < addDays(shanghaiDate(now), WARNED_BEFORE_DAYS);
  return [
    {
      name: `certificate ${declaration.id}`,
      state: isNear ? 'warn' : 'ok',
      said: {
        zh: `我方证书有效期至 ${endsOn}${isNear ? '，请向该部门申请新证书' : ''}`,
        en: `our certificate is good until ${endsOn}${isNear ? ': ask the department for a new one' : ''}`,
      },
    },
  ];
}
