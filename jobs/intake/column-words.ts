// The words and codes of the columns that know only some (docs/batch-file.md lists them).

import type { Authorisation, Person, Role } from '../../domain/household.ts';
import { wordList } from './cells.ts';

export const ROLES = wordList<Role>([
  ['applicant', ['申请人', 'applicant']],
  [
    'member',
    ['共同生活成员', 'member', '共同生活的家庭成员', '共同生活家庭成员', '家庭成员', '成员'],
  ],
  [
    'supporter',
    [
      '义务人',
      'supporter',
      '赡养义务人',
      '抚养义务人',
      '扶养义务人',
      '赡(抚、扶)养义务人',
      '赡养人',
    ],
  ],
]);

export const SIGNERS = wordList<Authorisation['signer']>([
  ['self', ['本人', 'self']],
  ['guardian', ['监护人', 'guardian', '法定监护人']],
  ['proxy', ['代理人', 'proxy', '委托代理人']],
]);

export const HUKOU_TYPES = wordList<NonNullable<Person['hukouType']>>([
  ['urban', ['城镇', 'urban', '1', '城市', '非农业']],
  ['rural', ['农村', 'rural', '2', '农业']],
]);

/** GB/T 2261.2; 21 to 23 tell first, second and renewed marriages apart, which makes no difference here. */
export const MARITAL_STATUSES = wordList<Person['maritalStatus']>([
  ['single', ['未婚', 'single', '10']],
  ['married', ['已婚', 'married', '20', '21', '22', '23', '初婚', '再婚', '复婚', '有配偶']],
  ['widowed', ['丧偶', 'widowed', '30']],
  ['divorced', ['离婚', 'divorced', '40', '离异']],
  [null, ['未说明', 'unstated', '90', '未说明的婚姻状况']],
]);

/** GB/T 26341: grade 1 is the heaviest. */
export const DISABILITY_GRADES = wordList<Person['disabilityGrade']>([
  [1, ['1', '1', '一级', '1级', '一']],
  [2, ['2', '2', '二级', '2级', '二']],
  [3, ['3', '3', '三级', '3级', '三']],
  [4, ['4', '4', '四级', '4级', '四']],
  [null, ['无', 'none', '0', '否', 'no']],
]);

export const YES_NO = wordList<boolean>([
  [true, ['是', 'yes', '1', '有', 'y', 'true']],
  [false, ['否', 'no', '0', '无', 'n', 'false']],
]);

/** Labour capacity as 特困人员认定办法 (民发〔2021〕43号) and local forms tell it apart. */
export const LABOUR_CAPACITIES = wordList<NonNullable<Person['labourCapacity']>>([
  ['full', ['完全', 'full', '有', '有劳动能力', '完全劳动能力', '正常']],
  ['partial', ['部分', 'partial', '部分丧失', '部分丧失劳动能力', '部分劳动能力']],
  ['none', ['无', 'none', '丧失', '完全丧失', '无劳动能力', '丧失劳动能力', '完全丧失劳动能力']],
]);
