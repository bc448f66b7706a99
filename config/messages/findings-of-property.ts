// The sentences of findings about homes, vehicles, savings and businesses. How a sentence is written: findings.ts.

import type { Said } from '../../domain/errors.ts';

export const PROPERTY_SENTENCES: Readonly<Record<string, Said>> = {
  'homes-above-limit': {
    zh: '登记在该户名下的住房共{found}套，标准为不超过{limit}套。',
    en: '{found} homes are registered to the household; the limit is {limit}.',
  },
  'homes-partly-owned': {
    zh: '登记在该户名下的住房共{found}套，标准为不超过{limit}套；其中{partly}套仅持有部分份额，是否计入需核实。',
    en: '{found} homes are registered to the household, the limit is {limit}; of {partly} only a share is owned, so whether it counts wants a check.',
  },
  'homes-area-unknown': {
    zh: '登记在该户名下的住房共{found}套，标准为不超过{limit}套；其中{unknown}套未记载面积，能否适用人均面积规定需核实。',
    en: '{found} homes are registered to the household, the limit is {limit}; for {unknown} no area is on record, so whether the area rule applies wants a check.',
  },
  'second-home-within-area': {
    zh: '登记在该户名下的住房共{found}套，多于{limit}套，但面积合计{area}，未达到{areaLimit}，符合人均面积规定。',
    en: '{found} homes are registered to the household, more than {limit}; together they measure {area}, under {areaLimit}, so the area rule allows them.',
  },
  'premises-above-limit': {
    zh: '登记在该户名下的非居住用房共{found}处，标准为不超过{limit}处。',
    en: '{found} non-residential units are registered to the household; the limit is {limit}.',
  },
  'premises-partly-owned': {
    zh: '登记在该户名下的非居住用房共{found}处，标准为不超过{limit}处；其中{partly}处仅持有部分份额，是否计入需核实。',
    en: '{found} non-residential units are registered to the household, the limit is {limit}; of {partly} only a share is owned, so whether it counts wants a check.',
  },
  'vehicles-above-limit': {
    zh: '登记在该户名下且计入的机动车共{found}辆（{plates}），标准为不超过{limit}辆。车辆如已出售或报废而未办理手续，请提供材料。',
    en: '{found} vehicles that count are registered to the household ({plates}); the limit is {limit}. If one was sold or scrapped without re-registration, papers can show it.',
  },
  'declared-deposits-above-limit': {
    zh: '该户申报的存款和有价证券合计{declared}，超过限额{limit}（共同生活{persons}）。金额来自申报，尚未经部门数据核实。',
    en: 'The household declares deposits and securities of {declared}, above the limit of {limit} ({persons} living together). The amounts are declared and not confirmed by a department.',
  },
  'homes-under-declared': {
    zh: '申报住房{declared}套，登记{found}套。',
    en: '{declared} homes were declared; {found} are registered.',
  },
  'homes-not-stated': {
    zh: '申报表未填写住房情况，登记{found}套。',
    en: 'The form says nothing of homes; {found} are registered.',
  },
  'vehicles-under-declared': {
    zh: '申报机动车{declared}辆，登记且计入{found}辆。',
    en: '{declared} vehicles were declared; {found} that count are registered.',
  },
  'vehicles-not-stated': {
    zh: '申报表未填写机动车情况，登记且计入{found}辆。',
    en: 'The form says nothing of vehicles; {found} that count are registered.',
  },
  'companies-above-limit': {
    zh: '登记有在营市场主体{found}个（{names}），标准为不超过{limit}个。认缴出资不等于实际财产，也可能被借名或冒名登记，请核实经营情况。',
    en: '{found} running businesses are registered ({names}); the limit is {limit}. Subscribed capital is not property, and a name may have been lent or misused: please check.',
  },
  'machines-above-limit': {
    zh: '登记有大型农机{found}台（{plates}），标准为不超过{limit}台，请核实是否为生产所需。',
    en: '{found} large farm machines are registered ({plates}); the limit is {limit}. Please check whether the household works with them.',
  },
  'housing-fund-paid': {
    zh: '住房公积金缴存至{month}，显示可能就业，但无工资记录和申报，请核实。',
    en: 'The housing fund was paid into until {month}, which suggests work; no wage is on record or declared. Please check.',
  },
  'housing-loan-without-home': {
    zh: '有住房公积金贷款，但没有住房登记记录；住房可能尚未登记或在外地，请核实。',
    en: 'A housing loan is running and no home is on record; it may not be registered yet, or be in another city. Please check.',
  },
  'home-area-above-need': {
    zh: '登记在该户名下的住房共{found}套，面积合计{area}，不符合该户限额{areaLimit}。',
    en: '{found} homes of together {area} are registered to the household; its limit is {areaLimit}.',
  },
  'home-area-above-need-unsure': {
    zh: '登记在该户名下的住房共{found}套，面积合计{area}，不符合该户限额{areaLimit}；其中有仅持有部分份额的，请核实实际居住情况。',
    en: '{found} homes of together {area} are registered to the household; its limit is {areaLimit}. Somebody else owns a part; please check who lives there.',
  },
  'home-area-not-recorded': {
    zh: '登记在该户名下的住房共{found}套，其中{unknown}套未记载面积，请补充。',
    en: '{found} homes are registered to the household; for {unknown} no area is on record. Please add it.',
  },
  'financial-assets-above-limit': {
    zh: '该户名下存款、有价证券和储蓄型保险合计{found}，超过限额{limit}（共同生活{persons}）。',
    en: 'Deposits, securities and savings policies of the household amount to {found}, above the limit of {limit} ({persons} living together).',
  },
  'financial-assets-above-limit-unless-family': {
    zh: '该户名下存款、有价证券和储蓄型保险合计{found}，超过限额{limit}（共同生活{persons}）；登记中另有{unlisted}家人未列入申报，如共同生活，按增加后的人数在限额之内。',
    en: 'Deposits, securities and savings policies of the household amount to {found}, above the limit of {limit} ({persons} living together); registers hold {unlisted} of the family who are not on the form, and if they live there it is within the limit of so many.',
  },
  'deposits-under-declared': {
    zh: '申报存款{declared}，核对到{found}。',
    en: 'Deposits of {declared} were declared; {found} was found.',
  },
  'deposits-not-stated': {
    zh: '申报表未填写存款情况，核对到{found}。',
    en: 'The form says nothing of deposits; {found} was found.',
  },
  'securities-under-declared': {
    zh: '申报有价证券{declared}，核对到{found}。',
    en: 'Securities of {declared} were declared; {found} was found.',
  },
  'securities-not-stated': {
    zh: '申报表未填写有价证券情况，核对到{found}。',
    en: 'The form says nothing of securities; {found} was found.',
  },
  'companies-under-declared': {
    zh: '申报市场主体{declared}个，登记且计入{found}个。',
    en: '{declared} businesses were declared; {found} that count are registered.',
  },
  'companies-not-stated': {
    zh: '申报表未填写市场主体情况，登记且计入{found}个。',
    en: 'The form says nothing of businesses; {found} that count are registered.',
  },
};
