// What departments know about income and about outlays that lower it. Monthly records stay monthly.

import type { Month } from '../calendar.ts';
import type { Fen } from '../money.ts';

/** One month of work income known to a department. */
export type WageMonth = {
  readonly kind: 'wage-month';
  readonly month: Month;
  readonly amountFen: Fen;
  /**
   * What the amount is. A contribution base (缴费基数) has a floor of 60 % of the average wage, so it is not
   * a wage: it tells that someone works, never how much they earn.
   */
  readonly basis: 'reported-wage' | 'contribution-base' | 'taxed-income';
  readonly payer: string | null;
};

/** One payment of a benefit for one month. */
export type BenefitPayment = {
  readonly kind: 'benefit-payment';
  readonly benefit:
    | 'employee-pension'
    | 'institution-pension'
    | 'resident-pension'
    | 'unemployment'
    | 'survivor'
    | 'veteran'
    | 'disability-subsidy'
    | 'old-age-allowance'
    | 'agricultural-subsidy';
  readonly month: Month;
  readonly amountFen: Fen;
  /** The basic part (基础养老金) of a resident pension; null where there is none or it is not told apart. */
  readonly basicFen: Fen | null;
};

/** One month of income other than work, known to the tax authority. */
export type IncomeMonth = {
  readonly kind: 'income-month';
  readonly month: Month;
  readonly incomeClass: 'business' | 'property';
  /** What it is, as the tax authority calls it: `sole-trade`, `rent`, `interest`, `dividend`, `transfer-of-property`. */
  readonly item: string;
  /** Receipts; costs are not taken off. */
  readonly grossFen: Fen;
  /** After costs; null: not told. */
  readonly netFen: Fen | null;
  readonly payer: string | null;
};

/** Medical costs that the person paid out of pocket, medical insurance. */
export type MedicalOutlay = {
  readonly kind: 'medical-outlay';
  readonly from: Month;
  readonly until: Month;
  readonly ownFen: Fen;
};
