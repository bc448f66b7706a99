// The fields of a household that is typed in: the columns of a batch file, in groups, with their words.

import type { Said } from '../../../domain/errors.ts';
import type { ColumnName } from '../../../jobs/intake/columns.ts';

type Choice = { readonly value: string; readonly said: Said };

export type EnterField = {
  readonly column: ColumnName;
  readonly label: Said;
  readonly type?: 'text' | 'date' | 'number';
  /** A list to choose from; the first is taken where nothing is chosen. */
  readonly choices?: readonly Choice[];
  readonly isNeeded?: boolean;
};

const NOT_GIVEN: Choice = { value: '', said: { zh: '未填', en: 'not given' } };
const YES_NO: readonly Choice[] = [
  NOT_GIVEN,
  { value: '是', said: { zh: '是', en: 'yes' } },
  { value: '否', said: { zh: '否', en: 'no' } },
];

/** Of the household as a whole, after its number and region. What cannot be read would be left out of a file silently. */
export const HOUSEHOLD_FIELDS: readonly EnterField[] = [
  { column: 'home_address', label: { zh: '居住地址', en: 'Home address' } },
  { column: 'payment_account', label: { zh: '发放账号', en: 'Account that help is paid to' } },
  {
    column: 'payment_holder_id',
    label: { zh: '账户持有人身份证号码', en: 'ID number of the account’s holder' },
  },
];

/** Codes of GB/T 4761 that a form needs; the batch file knows them all. */
const RELATIONS: readonly Choice[] = [
  { value: '10', said: { zh: '配偶', en: 'spouse' } },
  { value: '20', said: { zh: '子', en: 'son' } },
  { value: '30', said: { zh: '女', en: 'daughter' } },
  { value: '50', said: { zh: '父母', en: 'parent' } },
  { value: '40', said: { zh: '孙辈', en: 'grandchild' } },
  { value: '60', said: { zh: '祖父母', en: 'grandparent' } },
  { value: '70', said: { zh: '兄弟姐妹', en: 'sibling' } },
  { value: '38', said: { zh: '儿媳', en: 'daughter-in-law' } },
  { value: '28', said: { zh: '女婿', en: 'son-in-law' } },
  { value: '97', said: { zh: '其他亲属', en: 'other relative' } },
  { value: '99', said: { zh: '非亲属', en: 'not related' } },
];

export const IDENTITY_FIELDS: readonly EnterField[] = [
  { column: 'name', label: { zh: '姓名', en: 'Name' }, isNeeded: true },
  { column: 'id_number', label: { zh: '身份证号码', en: 'ID number' }, isNeeded: true },
  {
    column: 'birth_date',
    label: {
      zh: '出生日期（仅无号码的未成年人）',
      en: 'Birth date (only a minor without a number)',
    },
    type: 'date',
  },
  {
    column: 'hukou_type',
    label: { zh: '户别', en: 'Register' },
    choices: [
      NOT_GIVEN,
      { value: '城镇', said: { zh: '城镇', en: 'urban' } },
      { value: '农村', said: { zh: '农村', en: 'rural' } },
    ],
  },
  {
    column: 'marital_status',
    label: { zh: '婚姻状况', en: 'Marital status' },
    choices: [
      NOT_GIVEN,
      { value: '未婚', said: { zh: '未婚', en: 'single' } },
      { value: '已婚', said: { zh: '已婚', en: 'married' } },
      { value: '丧偶', said: { zh: '丧偶', en: 'widowed' } },
      { value: '离婚', said: { zh: '离婚', en: 'divorced' } },
    ],
  },
  { column: 'authorisation_no', label: { zh: '授权书编号', en: 'Authorisation' }, isNeeded: true },
  {
    column: 'authorised_from',
    label: { zh: '授权起始', en: 'Authorised from' },
    type: 'date',
    isNeeded: true,
  },
  { column: 'authorised_until', label: { zh: '授权截止', en: 'until' }, type: 'date' },
  {
    column: 'authorised_departments',
    label: { zh: '授权部门（空白即全部）', en: 'Departments authorised (empty: all)' },
  },
  {
    column: 'signer',
    label: { zh: '签署人', en: 'Signed by' },
    choices: [
      { value: '本人', said: { zh: '本人', en: 'the person' } },
      { value: '监护人', said: { zh: '监护人', en: 'a guardian' } },
      { value: '代理人', said: { zh: '代理人', en: 'a proxy' } },
    ],
  },
];

/** Before the others, for everyone but the applicant. */
export const PLACE_FIELDS: readonly EnterField[] = [
  {
    column: 'role',
    label: { zh: '身份', en: 'Role' },
    choices: [
      { value: '共同生活成员', said: { zh: '共同生活成员', en: 'member' } },
      { value: '义务人', said: { zh: '法定义务人', en: 'supporter' } },
    ],
  },
  { column: 'relation', label: { zh: '与申请人关系', en: 'Relation' }, choices: RELATIONS },
];

const yuan = (column: ColumnName, zh: string, en: string): EnterField => ({
  column,
  label: { zh, en },
  type: 'number',
});

export const DECLARED_FIELDS: readonly EnterField[] = [
  yuan('declared_wage', '工资（元/月）', 'Wage (yuan a month)'),
  yuan('declared_transfer', '转移收入（元/月）', 'Transfers (yuan a month)'),
  yuan('declared_business', '经营净收入（元/年）', 'Business (yuan a year)'),
  yuan('declared_property_income', '财产净收入（元/年）', 'Property income (yuan a year)'),
  yuan('declared_deposits', '存款（元）', 'Deposits (yuan)'),
  yuan('declared_securities', '有价证券（元）', 'Securities (yuan)'),
  yuan('declared_homes', '住房（套）', 'Homes'),
  yuan('declared_vehicles', '车辆（辆）', 'Vehicles'),
  yuan('declared_companies', '工商登记（个）', 'Businesses'),
  yuan('medical_outlay', '自付医疗费（元/年）', 'Medical outlay (yuan a year)'),
];

export const CIRCUMSTANCE_FIELDS: readonly EnterField[] = [
  {
    column: 'disability',
    label: { zh: '残疾等级', en: 'Disability grade' },
    choices: [
      NOT_GIVEN,
      { value: '无', said: { zh: '无', en: 'none' } },
      ...['1', '2', '3', '4'].map((value) => ({ value, said: { zh: `${value} 级`, en: value } })),
    ],
  },
  { column: 'serious_illness', label: { zh: '重病', en: 'Serious illness' }, choices: YES_NO },
  { column: 'student', label: { zh: '在校', en: 'Student' }, choices: YES_NO },
  {
    column: 'labour_capacity',
    label: { zh: '劳动能力', en: 'Labour capacity' },
    choices: [
      NOT_GIVEN,
      { value: '完全', said: { zh: '完全', en: 'full' } },
      { value: '部分', said: { zh: '部分', en: 'partial' } },
      { value: '无', said: { zh: '无', en: 'none' } },
    ],
  },
];

export const FIELDS_OF_A_PERSON: readonly EnterField[] = [
  ...PLACE_FIELDS,
  ...IDENTITY_FIELDS,
  ...DECLARED_FIELDS,
  ...CIRCUMSTANCE_FIELDS,
];
