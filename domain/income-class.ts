/** The four classes of income (工资性、经营净、财产净、转移净). */
export const INCOME_CLASSES = ['wage', 'business', 'property', 'transfer'] as const;
export type IncomeClass = (typeof INCOME_CLASSES)[number];
