// The sentences of findings about income and outlays. How a sentence is written: findings.ts.

import type { Said } from '../../domain/errors.ts';

export const INCOME_SENTENCES: Readonly<Record<string, Said>> = {
  'income-above-standard': {
    zh: '{months}内有记录的收入计入{income}，已不低于该户同期限额{limit}（标准{standard}，共同生活{persons}）；按全部月份折合，人均每月至少{perHead}。',
    en: 'Income on record for the {months} counts {income}, which is not below the household’s limit of {limit} (standard {standard}, {persons} living together); over all months that is at least {perHead} a head and month.',
  },
  'income-above-standard-unsure': {
    zh: '{months}内有记录的收入计入{income}，不低于该户同期限额{limit}（标准{standard}，共同生活{persons}，折合人均每月{perHead}），但部分记录相互不一致或未完整返回，需核实后认定。',
    en: 'Income on record for the {months} counts {income}, which is not below the limit of {limit} (standard {standard}, {persons}, {perHead} a head and month); but some records disagree or are incomplete, so this wants a person’s check.',
  },
  'income-above-standard-unless-family': {
    zh: '{months}内有记录的收入计入{income}，不低于该户同期限额{limit}（标准{standard}，共同生活{persons}）；登记中另有{unlisted}家人未列入申报，如共同生活，按增加后的人数在限额之内。',
    en: 'Income on record for the {months} counts {income}, which is not below the limit of {limit} (standard {standard}, {persons}); registers hold {unlisted} of the family who are not on the form, and if they live there the income is within the limit of so many.',
  },
  'income-above-standard-unless-outlays': {
    zh: '{months}内有记录的收入计入{income}，不低于该户同期限额{limit}（标准{standard}，共同生活{persons}）；申报的刚性支出{claimed}如经核实可以扣减，扣减后在限额之内。',
    en: 'Income on record for the {months} counts {income}, which is not below the limit of {limit} (standard {standard}, {persons}); once the outlays of {claimed} that the form claims are shown and taken off, it is within.',
  },
  'income-with-declared-above-standard': {
    zh: '逐项取申报与核对中的较大者，{months}收入合计{income}，不低于该户同期限额{limit}（标准{standard}，共同生活{persons}）。其中部分仅有申报，请核实。',
    en: 'Taking the larger of declared and found in each line, income for the {months} is {income}, not below the limit of {limit} (standard {standard}, {persons}). Part of it is declared only; please check.',
  },
  'income-below-standard': {
    zh: '{months}内有记录的收入计入{income}，低于该户同期限额{limit}（标准{standard}，共同生活{persons}）。没有记录的月份未作推算。',
    en: 'Income on record for the {months} counts {income}, below the household’s limit of {limit} (standard {standard}, {persons}). Nothing was assumed for months without a record.',
  },
  'wage-undeclared': {
    zh: '{months}内有工资记录，合计{found}，未见申报。',
    en: 'Wages of {found} are on record for {months}; none were declared.',
  },
  'wage-under-declared': {
    zh: '{months}内有工资记录{found}；申报的月工资按整个核对期间合计也只有{declared}，申报较少。',
    en: 'Wages of {found} are on record for {months}; the monthly wage declared comes to {declared} over the whole window, which is less.',
  },
  'wage-differs-by-months': {
    zh: '{months}内有工资记录{found}；申报的月工资按整个核对期间合计为{declared}。两者所指月份可能不同，可请本人说明。',
    en: 'Wages of {found} are on record for {months}; the monthly wage declared comes to {declared} over the whole window. They may speak of different months; the household can say which.',
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
    zh: '{months}内有养老金、补贴或其他待遇发放记录，合计{found}，未见申报。',
    en: 'Payments of pensions, subsidies or other benefits of {found} are on record for {months}; none were declared.',
  },
  'benefit-under-declared': {
    zh: '{months}内有转移性收入记录{found}；申报的月转移收入按整个核对期间合计也只有{declared}，申报较少。',
    en: 'Transfers of {found} are on record for {months}; the monthly figure declared comes to {declared} over the whole window, which is less.',
  },
  'benefit-differs-by-months': {
    zh: '{months}内有转移性收入记录{found}；申报的月转移收入按整个核对期间合计为{declared}。两者所指月份可能不同，可请本人说明。',
    en: 'Transfers of {found} are on record for {months}; the monthly figure declared comes to {declared} over the whole window. They may speak of different months; the household can say which.',
  },
  'benefit-over-declared': {
    zh: '在有记录的{months}内，申报转移性收入{declared}，核对到{found}，申报多于记录。',
    en: 'For the {months} on record, transfers of {declared} were declared; records show less, {found}.',
  },
  'benefit-declared-only': {
    zh: '申报转移性收入{declared}，部门无发放记录；可能来自其他渠道。',
    en: 'Transfers of {declared} were declared; no payment is on record. They may come from elsewhere.',
  },
  'exempt-benefit-undeclared': {
    zh: '{months}内有按规定不计入家庭收入的待遇发放记录，合计{found}，未申报，不影响家庭收入。',
    en: 'Benefits of {found} that do not count as income were paid over {months} and not declared; income stays as it is.',
  },
  'exempt-part-not-counted': {
    zh: '申报的养老金和待遇中有{exempt}按规定不计入家庭收入（如基础养老金），已扣除。',
    en: 'Of the pensions and benefits declared, {exempt} does not count as income (as a basic pension) and was left out.',
  },
  'employment-undeclared': {
    zh: '有{months}的社会保险缴费记录，显示可能就业，但未申报工资。缴费基数不等于工资，金额请向本人核实。',
    en: 'Contributions for {months} suggest employment; no wage was declared. A contribution base is not a wage: please ask for the amount.',
  },
  'wage-known-by-base-only': {
    zh: '有{months}仅有社会保险缴费基数，没有工资数额，该部分工资未能核对。',
    en: 'For {months} only a contribution base is on record and no wage; that part of the wage could not be checked.',
  },
  'income-above-multiple': {
    zh: '{months}内有记录的收入计入{income}，已不低于该户同期限额{limit}（标准{standard}的{multiple}，共同生活{persons}）；按全部月份折合，人均每月至少{perHead}。',
    en: 'Income on record for the {months} counts {income}, which is not below the household’s limit of {limit} ({multiple} of the standard {standard}, {persons} living together); over all months that is at least {perHead} a head and month.',
  },
  'income-above-multiple-unsure': {
    zh: '{months}内有记录的收入计入{income}，不低于该户同期限额{limit}（标准{standard}的{multiple}，共同生活{persons}），折合人均每月{perHead}，但部分记录相互不一致或未完整返回，需核实后认定。',
    en: 'Income on record for the {months} counts {income}, not below the limit of {limit} ({multiple} of the standard {standard}, {persons} living together), {perHead} a head and month; but some records disagree or are incomplete, so this wants a person’s check.',
  },
  'income-above-multiple-unless-family': {
    zh: '{months}内有记录的收入计入{income}，不低于该户同期限额{limit}（标准{standard}的{multiple}，共同生活{persons}）；登记中另有{unlisted}家人未列入申报，如共同生活，按增加后的人数在限额之内。',
    en: 'Income on record for the {months} counts {income}, not below the limit of {limit} ({multiple} of the standard {standard}, {persons} living together); registers hold {unlisted} of the family who are not on the form, and if they live there the income is within the limit of so many.',
  },
  'income-above-multiple-unless-outlays': {
    zh: '{months}内有记录的收入计入{income}，不低于该户同期限额{limit}（标准{standard}的{multiple}，共同生活{persons}）；申报的刚性支出{claimed}如经核实可以扣减，扣减后在限额之内。',
    en: 'Income on record for the {months} counts {income}, not below the limit of {limit} ({multiple} of the standard {standard}, {persons} living together); once the outlays of {claimed} that the form claims are shown and taken off, it is within.',
  },
  'income-with-declared-above-multiple': {
    zh: '逐项取申报与核对中的较大者，{months}收入合计{income}，不低于该户同期限额{limit}（标准{standard}的{multiple}，共同生活{persons}）。其中部分仅有申报，请核实。',
    en: 'Taking the larger of declared and found in each line, income for the {months} is {income}, not below the limit of {limit} ({multiple} of the standard {standard}, {persons} living together). Part of it is declared only; please check.',
  },
  'income-within-multiple': {
    zh: '{months}内有记录的收入计入{income}，低于该户同期限额{limit}（标准{standard}的{multiple}，共同生活{persons}）。没有记录的月份未作推算。',
    en: 'Income on record for the {months} counts {income}, below the household’s limit of {limit} ({multiple} of the standard {standard}, {persons} living together). Nothing was assumed for months without a record.',
  },
  'income-above-sum': {
    zh: '{months}内有记录的收入计入{income}，已超过该户同期限额{limit}（标准{standard}，共同生活{persons}）；按全部月份折合，人均每月至少{perHead}。',
    en: 'Income on record for the {months} counts {income}, which is above the household’s limit of {limit} (standard {standard}, {persons} living together); over all months that is at least {perHead} a head and month.',
  },
  'income-above-sum-unsure': {
    zh: '{months}内有记录的收入计入{income}，超过该户同期限额{limit}（标准{standard}，共同生活{persons}），折合人均每月{perHead}，但部分记录相互不一致或未完整返回，需核实后认定。',
    en: 'Income on record for the {months} counts {income}, above the limit of {limit} (standard {standard}, {persons} living together), {perHead} a head and month; but some records disagree or are incomplete, so this wants a person’s check.',
  },
  'income-above-sum-unless-family': {
    zh: '{months}内有记录的收入计入{income}，超过该户同期限额{limit}（标准{standard}，共同生活{persons}）；登记中另有{unlisted}家人未列入申报，如共同生活，按增加后的人数在限额之内。',
    en: 'Income on record for the {months} counts {income}, above the limit of {limit} (standard {standard}, {persons} living together); registers hold {unlisted} of the family who are not on the form, and if they live there the income is within the limit of so many.',
  },
  'income-above-sum-unless-outlays': {
    zh: '{months}内有记录的收入计入{income}，超过该户同期限额{limit}（标准{standard}，共同生活{persons}）；申报的刚性支出{claimed}如经核实可以扣减，扣减后在限额之内。',
    en: 'Income on record for the {months} counts {income}, above the limit of {limit} (standard {standard}, {persons} living together); once the outlays of {claimed} that the form claims are shown and taken off, it is within.',
  },
  'income-with-declared-above-sum': {
    zh: '逐项取申报与核对中的较大者，{months}收入合计{income}，超过该户同期限额{limit}（标准{standard}，共同生活{persons}）。其中部分仅有申报，请核实。',
    en: 'Taking the larger of declared and found in each line, income for the {months} is {income}, above the limit of {limit} (standard {standard}, {persons} living together). Part of it is declared only; please check.',
  },
  'income-within-sum': {
    zh: '{months}内有记录的收入计入{income}，未超过该户同期限额{limit}（标准{standard}，共同生活{persons}）。没有记录的月份未作推算。',
    en: 'Income on record for the {months} counts {income}, within the household’s limit of {limit} (standard {standard}, {persons} living together). Nothing was assumed for months without a record.',
  },
  'income-below-allowance': {
    zh: '逐项取申报与核对中的较大者，收入合计{income}，低于低保标准折合的{limit}，可按最低生活保障申请。',
    en: 'Even by the larger of declared and found, income is {income}, below {limit} by the subsistence allowance: the household may ask for that instead.',
  },
  'outlay-reaches-share': {
    zh: '有记录的刚性支出{outlay}，收入{income}，达到规定比例{share}。',
    en: 'Unavoidable outlays of {outlay} are on record against an income of {income}, which reaches the share of {share}.',
  },
  'outlay-below-share': {
    zh: '有记录的刚性支出{outlay}，收入{income}，记录未达到规定比例{share}；其他票据可以补充。',
    en: 'Unavoidable outlays of {outlay} are on record against an income of {income}; records do not reach the share of {share}. Other receipts can show more.',
  },
  'declared-outlay-reaches-share': {
    zh: '连同申报的刚性支出共{outlay}，收入{income}，达到规定比例{share}；其中申报部分没有相应记录，请核对票据。',
    en: 'With what was declared, unavoidable outlays are {outlay} against an income of {income}, which reaches the share of {share}; no record shows the declared part. Please see the receipts.',
  },
  'medical-outlay-deducted': {
    zh: '核对期间自付医疗费{outlay}，已从家庭收入中扣减。',
    en: 'Medical costs of {outlay} were paid within the window and taken off the household’s income.',
  },
  'medical-outlay-on-record': {
    zh: '核对期间有自付医疗费{outlay}的记录，未从收入中扣减，可按当地办法考虑。',
    en: 'Medical costs of {outlay} are on record within the window. They were not taken off; local rules may allow it.',
  },
  'disability-outlay-deducted': {
    zh: '有重度残疾成员，按规定数额从家庭收入中扣减{outlay}。',
    en: 'A member is severely disabled; {outlay}, the set sum, was taken off the household’s income.',
  },
  'outlays-claimed': {
    zh: '申报中另有刚性支出{outlay}，没有相应记录，未扣减；查看凭证后可按当地办法考虑。',
    en: 'The form claims outlays of {outlay} besides, which no record shows. They were not taken off; with papers, local rules may allow it.',
  },
  'wage-sources-disagree': {
    zh: '{months}的工资在不同来源中数额不一致，暂按较高者计{found}，请核实。',
    en: 'Sources state different wages for some of the {months}; the higher, {found}, was taken for now. Please check.',
  },
  'business-undeclared': {
    zh: '{months}内有经营收入记录，合计{found}，未见申报。',
    en: 'Business income of {found} is on record for {months}; none was declared.',
  },
  'business-under-declared': {
    zh: '申报年经营净收入{declared}，有记录的{months}内核对到{found}，申报较少。',
    en: 'Business income of {declared} was declared; {found} is on record for {months}.',
  },
  'property-income-undeclared': {
    zh: '{months}内有财产收入记录，合计{found}，未见申报。',
    en: 'Property income of {found} is on record for {months}; none was declared.',
  },
  'property-income-under-declared': {
    zh: '申报年财产净收入{declared}，有记录的{months}内核对到{found}，申报较少。',
    en: 'Property income of {declared} was declared; {found} is on record for {months}.',
  },
};
