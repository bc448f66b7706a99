// Rule: children and spouses whom the register holds on the same page as the person asked about are declared, as members
// or as supporters.
// Law: 最低生活保障审核确认办法 (民发〔2021〕57号), who belongs to the household, and who owes support.
// Missing answer: nothing can be said. A page is not a household: one page may hold several families, and students and
// spouses are often on another, so it is a question and never an excess.
//
// Worked example: asked about 王芳, head of her page, the register also returns 王小明, relation 子, born 2015: undeclared,
// a doubt. A daughter born in 1990: a grown child who may owe support, a note. Either of them declared: nothing.

import { HOUSEHOLD_REGISTER } from '../resources.ts';
import { HOUSEHOLD_MEMBERS } from './articles.ts';
import { defineRule } from './rule.ts';

const KIND_OF = {
  child: 'child-not-declared',
  spouse: 'spouse-on-page-not-declared',
  'grown-child': 'grown-child-not-declared',
} as const;

export const registerMembers = defineRule({
  id: 'register-members',
  article: HOUSEHOLD_MEMBERS,
  kinds: {
    'child-not-declared': [],
    'spouse-on-page-not-declared': [],
    'grown-child-not-declared': [],
  },
  parameters: [],
  resources: [HOUSEHOLD_REGISTER],
  judge: ({ unlisted }) =>
    unlisted.map(({ headNo, entry, who }) => ({
      kind: KIND_OF[who],
      severity: who === 'grown-child' ? 'info' : 'doubt',
      personNos: [headNo],
      figures: {},
      evidence: [entry.id],
      trace: null,
    })),
});
