// The sentences of findings about people: family, register, help received, identity. How a sentence is written:
// findings.ts.

import type { Said } from '../../domain/errors.ts';

export const PEOPLE_SENTENCES: Readonly<Record<string, Said>> = {
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
  'spouse-perhaps-late': {
    zh: '婚姻登记显示自{since}起已婚，配偶未列入申报。婚姻登记不反映死亡；如已丧偶，请查看死亡证明，如配偶健在，请补充申报。',
    en: 'The marriage register shows a marriage since {since}; the spouse is not declared. The register is not told of deaths: please see the death certificate, or declare the spouse who lives.',
  },
  'spouse-left-out': {
    zh: '申请人申报为已婚，但申报人员中没有配偶，婚姻登记中也查不到婚姻记录。请核实婚姻状况，或补充配偶申报。',
    en: 'The applicant is married by the form, which lists no spouse; the marriage register holds no marriage. Please check, or declare the spouse.',
  },
  'declared-spouse-divorced': {
    zh: '申报为夫妻，婚姻登记显示已于{since}离婚。请核实家庭成员关系。',
    en: 'Declared as spouses; the register shows a divorce on {since}. Please check who belongs to the household.',
  },
  'assistance-twice': {
    zh: '已有{cases}项正在享受的同类救助（{programme}，自{since}起，行政区划{region}），不能重复享受，请核实。',
    en: '{cases} running case(s) of the same support ({programme}, since {since}, in {region}); it is not given twice. Please check.',
  },
  'other-assistance': {
    zh: '另有{cases}项正在享受的其他救助（{programme}，自{since}起，行政区划{region}）。',
    en: '{cases} running case(s) of other assistance ({programme}, since {since}, in {region}).',
  },
  'supporter-may-be-able': {
    zh: '在有记录的{months}内，该义务人可能有一定的赡养、抚养、扶养能力；按常用公式、未计其自身家庭负担，每月约{fee}。有协议或裁判确定的数额的，从其约定。',
    en: 'In the {months} on record this supporter may be able to contribute: by the usual formula, without their own family, about {fee} a month. An agreed fee or one that a court set takes its place.',
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
    zh: '有{departments}个部门答复：该身份证号码登记的姓名与申报不一致。可能是姓名写法或曾用名所致，请核对姓名和号码。',
    en: '{departments} department(s) answered that this number is registered under another name, perhaps another writing or a former one. Please check name and number.',
  },
  'unknown-to-register': {
    zh: '户籍登记中查无此人，可能户籍在外地或号码有误，请核对。',
    en: 'The household register does not know this person, who may be registered elsewhere; or the number is wrong. Please check.',
  },
  'name-written-differently': {
    zh: '有{records}条记录的姓名写法与申报不同（间隔号、异体字、生僻字或曾用名），身份证号码一致，已按本人计入。',
    en: '{records} record(s) write the name differently (interpunct, variant or rare character, former name); the ID number is the same, so they count.',
  },
  'no-labour-by-age': {
    zh: '年龄{age}，按规定视为无劳动能力。',
    en: 'Aged {age}: by the rules not expected to work.',
  },
  'no-labour-by-disability': {
    zh: '持有{grade}级残疾证，残疾类别符合无劳动能力的规定。',
    en: 'A disability certificate of grade {grade} is on record, of a kind that takes the capacity to work.',
  },
  'labour-capacity-open': {
    zh: '年龄{age}，没有可据以认定无劳动能力的记录，请核实。',
    en: 'Aged {age}; no record shows that the person cannot work. Please check.',
  },
  'may-apply-alone': {
    zh: '残疾证显示为重度残疾，符合条件时可按单人户提出申请。',
    en: 'The certificate shows a severe disability: if the other conditions are met, this person may apply alone.',
  },
  'may-apply-alone-as-declared': {
    zh: '申报为重度残疾或重病，符合条件时可按单人户提出申请，请补充证明。',
    en: 'A severe disability or serious illness was declared: with proof, and if the other conditions are met, this person may apply alone.',
  },
  'person-in-custody': {
    zh: '有自{since}起服刑或强制隔离戒毒的记录，是否计入共同生活家庭成员请核实。',
    en: 'Custody since {since} is on record; please check whether the person belongs to the household.',
  },
  'supporter-in-custody': {
    zh: '该义务人有自{since}起服刑或强制隔离戒毒的记录。',
    en: 'Custody of this supporter since {since} is on record.',
  },
  'person-in-military-service': {
    zh: '有自{since}起服现役的记录，是否计入共同生活家庭成员请核实。',
    en: 'Military service since {since} is on record; please check whether the person belongs to the household.',
  },
  'supporter-in-service': {
    zh: '该义务人自{since}起服现役。',
    en: 'This supporter has been in military service since {since}.',
  },
  'member-married-elsewhere': {
    zh: '婚姻登记显示该成员自{since}起已婚，配偶不在申报之列，可能另有家庭，请核实是否仍共同生活。',
    en: 'The marriage register shows this member as married since {since}, to somebody outside the household; please check whether they still live together.',
  },
  'provided-for-elsewhere': {
    zh: '已有{cases}项正在享受的其他生活救助或供养（{programme}，自{since}起，行政区划{region}），与本项不能同时享受，请核实。',
    en: '{cases} running case(s) of other support ({programme}, since {since}, in {region}) already provide for these persons and exclude this one. Please check.',
  },
  'minor-has-number': {
    zh: '申报时未填身份证号码；户籍登记同户有姓名、出生日期相同的未成年人，已有号码。补填号码后可向各部门查询。',
    en: 'The form gives no ID number. The register page holds a minor of this name and birth date, with a number; once it is filled in, departments can be asked.',
  },
  'minor-known-through-guardian': {
    zh: '该未成年人无身份证号码；户籍登记同户有姓名、出生日期相同的记录，按监护人关联认定。',
    en: 'This minor has no ID number. The register page holds an entry of this name and birth date; the minor is known through the guardian.',
  },
  'minor-not-on-register-page': {
    zh: '该未成年人无身份证号码，户籍登记同户未见姓名、出生日期相同的记录。请查看出生医学证明。',
    en: 'This minor has no ID number, and no entry on the register page bears this name and birth date. Please see the birth certificate.',
  },
  'child-not-declared': {
    zh: '户籍登记同户有未成年子女，未列入申报，请核实。',
    en: 'The register holds a child on the same page who is not declared. Please check.',
  },
  'spouse-on-page-not-declared': {
    zh: '户籍登记同户有配偶，未列入申报，请核实。',
    en: 'The register holds a spouse on the same page who is not declared. Please check.',
  },
  'grown-child-not-declared': {
    zh: '户籍登记同户有成年子女，未列为成员或义务人。',
    en: 'The register holds a grown child on the same page who is declared neither as a member nor as a supporter.',
  },
};
