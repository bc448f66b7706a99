// What a stand-in department was asked and what it answered: tests prove by it that nothing answered is asked twice.

export type Counted = {
  readonly requests: number;
  /** Persons × registers asked about. */
  readonly asked: number;
  /** Of these, those that a reply told of, rightly or not: a department that lies about some of a reply is believed about the others. */
  readonly told: number;
  /** Those answered in full and rightly. */
  readonly answered: number;
  /** Times a person was asked about again for a register that had been answered for it in full. */
  readonly askedAfterAnswered: number;
};

export type Counters = {
  request(): void;
  asked(register: string, idNumber: string): void;
  told(persons: number): void;
  answered(register: string, idNumber: string): void;
  read(): Counted;
};

export function openCounters(): Counters {
  const answeredLookups = new Set<string>();
  let [requests, asked, told, answered, askedAfterAnswered] = [0, 0, 0, 0, 0];
  return {
    request: () => void requests++,
    asked(register, idNumber) {
      asked++;
      if (answeredLookups.has(`${register}/${idNumber}`)) askedAfterAnswered++;
    },
    told: (persons) => void (told += persons),
    answered(register, idNumber) {
      answered++;
      answeredLookups.add(`${register}/${idNumber}`);
    },
    read: () => ({ requests, asked, told, answered, askedAfterAnswered }),
  };
}
