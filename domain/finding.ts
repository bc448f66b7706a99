// What a rule says about a household (核对发现). It never decides: a person does.

import type { EvidenceId } from './evidence.ts';
import type { Quantity, Trace } from './trace.ts';

/** `info` is good to know; `doubt` wants a person's look; `exceeds` is beyond a legal limit on complete evidence. */
export type Severity = 'info' | 'doubt' | 'exceeds';

/** The article of law or standard that a rule rests on. */
export type Article = {
  /** 社会救助暂行办法 (国务院令第649号) */
  readonly document: string;
  /** 第五十八条; null where the whole document is meant. */
  readonly article: string | null;
  /** False where the text was not at hand: the report marks it as to be confirmed. */
  readonly confirmed: boolean;
};

export type Finding = {
  /** `F1`, `F2` … in the order of the report. */
  readonly id: string;
  /** The rule that found it, by its file in matchers/rules. */
  readonly rule: string;
  /** What was found, the key of its sentence in the message files: `income-above-standard`. */
  readonly kind: string;
  readonly severity: Severity;
  /** The persons it is about; empty when it is about the household. */
  readonly personNos: readonly number[];
  /** The figures of its sentence, by name. */
  readonly figures: Readonly<Record<string, Quantity>>;
  readonly evidence: readonly EvidenceId[];
  readonly article: Article;
  readonly trace: Trace | null;
};

export type FindingDraft = Omit<Finding, 'id' | 'rule' | 'article'>;
