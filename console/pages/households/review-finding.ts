// Settling a finding, and the supervisor's second look. Whoever comes second sees what the first did, and nothing of
// what they wrote is lost.

import { z } from 'zod';
import { HOUSEHOLD_PAGE } from '../../../config/messages/household-page.ts';
import { REVIEW_DECISIONS, SECOND_VERDICTS } from '../../../domain/review.ts';
import { route } from '../../route.ts';
import { reportNumber, showHousehold } from './household.ts';

const reason = z.string().trim().min(4).max(1_000);

export const reviewFinding = route({
  method: 'POST',
  url: '/reports/:number/findings/:finding',
  needs: 'review.write',
  params: z.object({ number: reportNumber, finding: z.string().regex(/^F\d{1,3}$/) }),
  form: z.object({
    decision: z.enum(REVIEW_DECISIONS),
    reason,
    seen: z.coerce.number().int().min(0).max(1_000),
  }),
  async answer({ params: { number, finding }, form, ...visit }) {
    const outcome = await visit.acts.review(number, { findingId: finding, ...form });
    if (outcome === 'written')
      return { kind: 'redirect', to: `/reports/${number}?saved=${number}-${finding}#${finding}` };
    const reviews = await visit.records.reviews.ofReport(number);
    const who = reviews.findLast((review) => review.findingId === finding)?.by ?? '';
    const page = await showHousehold(number, {
      ...visit,
      notice: {
        said: outcome === 'overtaken' ? HOUSEHOLD_PAGE.overtaken : HOUSEHOLD_PAGE.notThere,
        mood: 'bad',
        who,
      },
      draft: { findingId: finding, ...form },
    });
    return page === null ? { kind: 'not-found' } : { ...page, status: 409 };
  },
});

export const secondReview = route({
  method: 'POST',
  url: '/reports/:number/reviews/:review',
  needs: 'review.decide',
  params: z.object({ number: reportNumber, review: z.coerce.number().int().min(1) }),
  form: z.object({ verdict: z.enum(SECOND_VERDICTS), reason }),
  async answer({ params: { number, review }, form, ...visit }) {
    const outcome = await visit.acts.second(number, { reviewId: review, ...form });
    if (outcome === 'written') {
      const reviews = await visit.records.reviews.ofReport(number);
      const finding = reviews.find(({ id }) => id === review)?.findingId ?? '';
      return {
        kind: 'redirect',
        to: `/reports/${number}?saved=${number}-${finding}-second#${finding}`,
      };
    }
    const page = await showHousehold(number, {
      ...visit,
      notice: { said: HOUSEHOLD_PAGE.notThere, mood: 'bad' },
      draft: null,
    });
    return page === null ? { kind: 'not-found' } : { ...page, status: 409 };
  },
});
