// The sentence of each kind of finding. `{name}` is a figure of the finding; a figure brings its unit (1,050.00 元,
// 12 个月, 3 人). Sentences say what records hold and what remains to be asked. They accuse nobody: who reads them
// decides, and the household reads them too.

import type { Said } from '../../domain/errors.ts';
import { FINDING_NAMES } from './finding-names.ts';
import { type Language, nameIn } from './language.ts';

/** A kind of finding in a few words, as a list of counts prints it. */
export function sayFindingKind(kind: string, language: Language): string {
  return nameIn(FINDING_NAMES, kind, language);
}

export const FINDING_SENTENCES: Readonly<Record<string, Said>> = {
  'income-above-standard': {
    zh: '{months}内有记录的收入计入{income}，已不低于该户同期限额{limit}（标准{standard}，共同生活{persons}）；按全部月份折合，人均每月至少{perHead}。',
    en: 'Income on record for the {months} counts {income}, which is not below the household’s limit of {limit} (standard {standard}, {persons} living together); over all months that is at least {perHead} a head.',
  },
  'income-above-standard-unsure': {
    zh: '{months}内有记录的收入计入{income}，不低于该户同期限额{limit}（标准{standard}，共同生活{persons}，折合人均每月{perHead}），但部分记录相互不一致或未完整返回，需核实后认定。',
    en: 'Income on record for the {months} counts {income}, which is not below the limit of {limit} (standard {standard}, {persons}, {perHead} a head); but some records disagree or are incomplete, so this wants a person’s check.',
  },
  'income-with-declared-above-standard': {
    zh: '逐项取申报与核对中的较大者，{months}收入合计{income}，不低于该户同期限额{limit}（标准{standard}，共同生活{persons}）。其中部分仅有申报，请核实。',
    en: 'Taking the larger of declared and found in each line, income for the {months} is {income}, not below the limit of {limit} (standard {standard}, {persons}). Part of it is declared only; please check.',
  },
  'income-below-standard': {
    zh: '{months}内有记录的收入计入{income}，低于该户同期限额{limit}（标准{standard}，共同生活{persons}）。没有记录的月份未作推算。',
    en: 'Income on record for the {months} counts {income}, below the household’s limit of {limit} (standard {standard}, {persons}). Nothing was assumed for months without a record.',
  },
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
    zh: '该户申报的存款和有价证券合计{declared}，超过限额{limit}（共同生活{persons}）。金额来自申报，尚无银行数据。',
    en: 'The household declares deposits and securities of {declared}, above the limit of {limit} ({persons} living together). The amounts are declared; no bank data is connected.',
  },
  'wage-undeclared': {
    zh: '{months}内有工资记录，合计{found}，未见申报。',
    en: 'Wages of {found} are on record for {months}; none were declared.',
  },
  'wage-under-declared': {
    zh: '在有记录的{months}内，申报工资{declared}，核对到{found}，申报较少。',
    en: 'For the {months} on record, wages of {declared} were declared and {found} found.',
  },
  'wage-over-declared': {
    zh: '在有记录的{months}内，申报工资{declared}，核对到{found}，申报多于记录。',
    en: 'For the {months} on record, wages of {declared} were declared; records show less, {found}.',
  },
  'wage-declared-only': {
    zh: '申报工资{declared}，人社部门无工资记录；部门数据可能未覆盖该项工作。',
    en: 'A wage of {declared} was declared; no department has a record of it. The work may not be covered by their data.',
  },
  'benefit-undeclared': {
    zh: '{months}内有养老金或失业待遇发放记录，合计{found}，未见申报。',
    en: 'Pension or benefit payments of {found} are on record for {months}; none were declared.',
  },
  'benefit-under-declared': {
    zh: '在有记录的{months}内，申报转移性收入{declared}，核对到{found}，申报较少。',
    en: 'For the {months} on record, transfers of {declared} were declared and {found} found.',
  },
  'benefit-over-declared': {
    zh: '在有记录的{months}内，申报转移性收入{declared}，核对到{found}，申报多于记录。',
    en: 'For the {months} on record, transfers of {declared} were declared; records show less, {found}.',
  },
  'benefit-declared-only': {
    zh: '申报转移性收入{declared}，人社部门无发放记录；可能来自其他渠道。',
    en: 'Transfers of {declared} were declared; no payment is on record. They may come from elsewhere.',
  },
  'exempt-benefit-undeclared': {
    zh: '{months}内有基础养老金发放记录，合计{found}，未申报；按规定不计入家庭收入。',
    en: 'Basic pension of {found} was paid over {months} and not declared; by the rules it does not count as income.',
  },
  'exempt-part-not-counted': {
    zh: '{months}的待遇中有基础养老金{exempt}，按规定不计入家庭收入，已扣除。',
    en: 'Of the benefits paid for {months}, {exempt} is basic pension, which does not count as income and was left out.',
  },
  'employment-undeclared': {
    zh: '有{months}的社会保险缴费记录，显示可能就业，但未申报工资。缴费基数不等于工资，金额请向本人核实。',
    en: 'Contributions for {months} suggest employment; no wage was declared. A contribution base is not a wage: please ask for the amount.',
  },
  'wage-known-by-base-only': {
    zh: '有{months}仅有社会保险缴费基数，没有工资数额，该部分工资未能核对。',
    en: 'For {months} only a contribution base is on record and no wage; that part of the wage could not be checked.',
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
  'person-deceased': {
    zh: '有死亡记录（{on}）。请与家庭核实，并视情况调整家庭人口。',
    en: 'A death is on record ({on}). Please check with the family; the household may have to be adjusted.',
  },
  'death-against-register': {
    zh: '殡葬记录显示死亡（{on}），户籍登记为正常。户籍注销可能滞后，也可能记录有误，请核实。',
    en: 'A funeral record shows a death ({on}); the household register does not. The register may be late, or the record wrong: please check.',
  },
  'supporter-deceased': {
    zh: '该义务人有死亡记录（{on}）。',
    en: 'A death of this supporter is on record ({on}).',
  },
  'paid-after-death': {
    zh: '死亡记录（{on}）之后仍有{months}的工资或待遇记录，请核实。',
    en: 'Wages or benefits are on record for {months} after the recorded death ({on}); please check.',
  },
  'spouse-not-declared': {
    zh: '婚姻登记显示自{since}起已婚，配偶未列入申报。如已离婚（含法院判决）或丧偶，请提供材料。',
    en: 'The marriage register shows a marriage since {since}; the spouse is not declared. Papers can show a divorce, by a court too, or a death.',
  },
  'declared-spouse-divorced': {
    zh: '申报为夫妻，婚姻登记显示已于{since}离婚。请核实家庭成员关系。',
    en: 'Declared as spouses; the register shows a divorce on {since}. Please check who belongs to the household.',
  },
  'assistance-twice': {
    zh: '已有{cases}项正在享受的低保或特困救助，不能重复享受，请核实。',
    en: '{cases} running case(s) of subsistence allowance or extreme-poverty support; these exclude each other. Please check.',
  },
  'other-assistance': {
    zh: '另有{cases}项正在享受的其他救助。',
    en: '{cases} running case(s) of other assistance.',
  },
  'supporter-may-be-able': {
    zh: '在有记录的{months}内，该义务人可能有一定的赡养、抚养、扶养能力，请按当地办法核算。',
    en: 'In the {months} on record this supporter may be able to contribute; please compute by the local rules.',
  },
  'supporter-works': {
    zh: '该义务人有{months}的就业记录，赡养、抚养、扶养能力待核实。',
    en: 'Employment of this supporter is on record for {months}; ability to support is still to be found out.',
  },
  'person-moved-out': {
    zh: '户籍登记为迁出（{on}），请核实是否仍共同生活。',
    en: 'The register shows the person as moved out ({on}); please check whether they still live together.',
  },
  'person-missing': {
    zh: '户籍登记为失踪（{on}），请核实。',
    en: 'The register shows the person as missing ({on}); please check.',
  },
  'registered-elsewhere': {
    zh: '户籍登记地为{region}，不在本县（市、区）；登记在外不影响共同生活的认定，但当地的车辆、房产等可能查不到。',
    en: 'Registered in region {region}, outside this county. This is no obstacle; but vehicles or homes there may not be visible here.',
  },
  'hukou-type-differs': {
    zh: '申报户别与户籍登记不一致；如涉及城乡标准，按对该户有利的标准比较。',
    en: 'The declared hukou type differs from the register; where standards differ, the one better for the household was used.',
  },
  'record-of-another-person': {
    zh: '有{records}条记录的身份证号码属于他人，未计入。',
    en: '{records} record(s) carry the number of another person and were not counted.',
  },
  'record-without-number': {
    zh: '有{records}条记录没有可比对的身份证号码，仅凭姓名不能认定为本人，未计入，请核实。',
    en: '{records} record(s) carry no ID number to compare; a name alone proves nothing. They were not counted; please check.',
  },
  'record-number-misprint': {
    zh: '有{records}条记录的身份证号码与本人相差一处且不是有效号码，可能为录入错误，未计入，请核实。',
    en: '{records} record(s) carry an invalid number one slip away from this person’s, perhaps mistyped. They were not counted; please check.',
  },
  'record-name-differs': {
    zh: '有{records}条记录的身份证号码相同而姓名不同，未计入，请核实是否为本人。',
    en: '{records} record(s) carry the same number under a different name. They were not counted; please check whether they are this person’s.',
  },
  'record-contradicts-number': {
    zh: '有{records}条记录的性别或出生日期与身份证号码不符，未计入，请核实。',
    en: '{records} record(s) give a sex or birth date that contradicts the ID number. They were not counted; please check.',
  },
  'record-number-masked': {
    zh: '有{records}条记录隐去了部分身份证号码，不足以认定为本人，未计入，请核实。',
    en: '{records} record(s) hide part of the ID number, too much to be sure. They were not counted; please check.',
  },
  'number-under-another-name': {
    zh: '有{departments}个部门答复：该身份证号码登记的姓名与申报不一致。请核对姓名和号码。',
    en: '{departments} department(s) answered that this number is registered under another name. Please check name and number.',
  },
  'unknown-to-register': {
    zh: '户籍登记中查无此人，可能户籍在外地或号码有误，请核对。',
    en: 'The household register does not know this person, who may be registered elsewhere; or the number is wrong. Please check.',
  },
  'name-written-differently': {
    zh: '有{records}条记录的姓名写法与申报不同（间隔号、异体字、生僻字或曾用名），身份证号码一致，已按本人计入。',
    en: '{records} record(s) write the name differently (interpunct, variant or rare character, former name); the ID number is the same, so they count.',
  },
};
