// Departments that are SPDCI registries (OpenSPP, OpenG2P, OpenCRVS …; docs/interop.md): many persons a message, answered
// at once, or by callback with the state asked for where a callback stays out.

import { LRUCache } from 'lru-cache';
import type { DepartmentDeclaration } from '../../config/departments.ts';
import type { RegistrySettings } from '../../config/spdci.ts';
import { HeduiError } from '../../domain/errors.ts';
import type { UnansweredReason } from '../../domain/lookup.ts';
import { AnswerSheet } from '../answer-sheet.ts';
import { askedByNumber, sortRecords } from '../asked-persons.ts';
import type { AskingContext, Connector, Question } from '../connector.ts';
import type { Department } from '../department.ts';
import { openSlots } from '../slots.ts';
import { ON_SEARCH, openCallbackReceiver } from '../spdci/callback-receiver.ts';
import { openEnvelope } from '../spdci/envelope.ts';
import { Gathering } from '../spdci/gathering.ts';
import { acknowledged, searchResponse, statusResponse } from '../spdci/messages.ts';
import { personRecord } from '../spdci/person-records.ts';
import type { ReceivedMessage } from '../spdci/received.ts';
import { openSigning, type Signing } from '../spdci/signing.ts';
import { type Asking, failure } from './http-reply.ts';
import { type Failure, type LetterReply, openSpdciExchange } from './spdci-exchange.ts';
import { type Batch, batchesOf, lettersTo } from './spdci-letters.ts';

/** Transactions whose callbacks are still expected; older ones are sent anew when they are asked for again. */
const MOST_TRANSACTIONS = 2_000;
/** Why a whole question ends: every further message would meet the same. */
const ENDS_THE_QUESTION: ReadonlySet<UnansweredReason> = new Set([
  'not-connected',
  'timed-out',
  'refused',
]);

export type SpdciContext = AskingContext & {
  /** Takes each message as it was received, for the log of evidence. */
  readonly keep?: (received: ReceivedMessage) => void;
};

/** @throws HeduiError DEPARTMENTS_INVALID when the entry lacks `spdci:` or a key of it cannot be read */
export function openSpdci(department: Department, declaration: DepartmentDeclaration): Connector {
  const { limits } = declaration;
  const { settings, signing } = partnerOf(declaration);
  const exchange = openSpdciExchange(declaration, settings);
  const letters = lettersTo(settings, signing);
  const receiver =
    settings.mode === 'async' && settings.callback ? openCallbackReceiver(settings, signing) : null;
  const slots = openSlots(limits.concurrency);
  const sent = new LRUCache<string, Gathering>({
    max: MOST_TRANSACTIONS,
    dispose: (_, transactionId) => receiver?.forget(transactionId),
  });

  /** Reads a reply's message, once its signature is good. */
  async function open<Message>(
    reply: LetterReply,
    read: (message: unknown) => Message | null,
    keep: SpdciContext['keep'],
  ): Promise<{ ok: true; message: Message } | Failure> {
    if (!reply.ok) return reply;
    const at = new Date();
    const refusedWith = refusalIn(reply.bytes);
    if (refusedWith) return failure('refused', refusedWith);
    const opened = await openEnvelope(reply.bytes, signing, at);
    if (!opened.ok) return failure('failed', opened.code);
    keep?.({ at, bytes: reply.bytes, signature: opened.signature, check: opened.check });
    const message = read(opened.content['message']);
    return message === null ? failure('failed', 'reply-shape') : { ok: true, message };
  }

  /** Page after page of what is still open, each answered at once. */
  async function askAtOnce(
    batch: Batch,
    question: Question,
    asking: Asking & SpdciContext,
  ): Promise<{ gathering: Gathering; failed: Failure | null }> {
    const gathering = new Gathering([...batch.persons.keys()]);
    for (let before = ''; !gathering.isComplete; ) {
      const pages = openPages(batch, gathering);
      // A registry that gives nothing new would be asked for ever.
      const state = JSON.stringify([...pages]);
      if (state === before) return { gathering, failed: failure('failed', 'incomplete-page') };
      before = state;
      const letter = letters.search(batch, pages, question, null);
      const reply = await exchange.send('/registry/sync/search', letter, asking);
      const opened = await open(reply, ofTransaction(batch), asking.keep);
      if (!opened.ok) return { gathering, failed: opened };
      gathering.take(opened.message);
    }
    return { gathering, failed: null };
  }

  async function askLater(batch: Batch, question: Question, asking: Asking & SpdciContext) {
    const known = sent.get(batch.transactionId);
    const gathering = known ?? new Gathering([...batch.persons.keys()]);
    if (!known) {
      // Expected before it is sent: a callback may overtake the acknowledgement.
      await receiver?.listen();
      receiver?.expect(batch.transactionId, gathering, (one) => asking.keep?.(one));
      const failed = await sendSearch(batch, question, asking);
      if (failed) {
        receiver?.forget(batch.transactionId);
        return { gathering, failed };
      }
      sent.set(batch.transactionId, gathering);
    }
    await gathering.whenComplete(settings.callbackWithinMs, asking.signal);
    if (gathering.isComplete) return { gathering, failed: null };
    const letter = letters.status(batch);
    const reply = await exchange.send('/registry/sync/txn/status', letter, asking);
    const opened = await open(reply, stateOf, asking.keep);
    if (opened.ok) gathering.take(opened.message);
    return { gathering, failed: opened.ok ? null : opened };
  }

  async function sendSearch(
    batch: Batch,
    question: Question,
    asking: Asking,
  ): Promise<Failure | null> {
    const { callback } = settings;
    const uri = callback ? callback.address.replace(/\/$/, '') + ON_SEARCH : null;
    const all = new Map([...batch.persons.keys()].map((reference) => [reference, 1]));
    const letter = letters.search(batch, all, question, uri);
    const reply = await exchange.send('/registry/search', letter, asking);
    if (!reply.ok) return reply;
    const read = acknowledged.safeParse(jsonOf(reply.bytes));
    if (!read.success) return failure('failed', 'reply-shape');
    const { ack_status, error } = read.data.message;
    return ack_status === 'ACK' ? null : failure('refused', error?.code ?? ack_status);
  }

  function enter(
    sheet: AnswerSheet,
    { resource, persons }: Batch,
    gathering: Gathering,
    question: Question,
    failed: Failure | null,
  ): void {
    sheet.fault(resource.id, 'foreign-reference', gathering.strangers);
    gathering.strangers = 0;
    for (const [reference, person] of persons) {
      const gathered = gathering.of(reference);
      if (gathered.kind === 'records') {
        const records = gathered.records.map((one) => personRecord(one, person.idNumber));
        const sorted = sortRecords(resource, askedByNumber([person]), records);
        sheet.faultsOf(resource.id, sorted);
        // A registry says what it found; whether it knows a person of whom it found nothing, it does not say.
        const said = records.length > 0 ? 'found' : 'none';
        sheet.answered(resource, person, said, records.length, sorted, question.asOf);
        continue;
      }
      const isRejected = gathered.kind === 'rejected';
      if (isRejected) sheet.fault(resource.id, gathered.reason);
      if (gathered.kind === 'broken') sheet.fault(resource.id, 'incomplete-page');
      const why = isRejected ? 'refused' : gathered.kind === 'broken' ? 'failed' : null;
      sheet.unanswered(resource.id, [person.key], why ?? failed?.why ?? 'awaited');
      if (!isRejected) sheet.againAfter(failed?.afterMs ?? limits.askAgainMs);
    }
  }

  return {
    department: department.id,
    resources: department.resources.map((resource) => resource.id),
    async ask(question, context: SpdciContext) {
      const sheet = new AnswerSheet(limits.askAgainMs);
      const asking = { ...context, onRequest: () => sheet.requests++ };
      let ended: Failure | null = null;
      const askBatch = async (batch: Batch) => {
        if (ended) {
          const keys = [...batch.persons.values()].map(({ key }) => key);
          return sheet.unanswered(batch.resource.id, keys, ended.why);
        }
        const ask = settings.mode === 'sync' ? askAtOnce : askLater;
        const { gathering, failed } = await ask(batch, question, asking);
        if (failed) sheet.fault(batch.resource.id, failed.fault);
        if (failed && ENDS_THE_QUESTION.has(failed.why)) ended = failed;
        enter(sheet, batch, gathering, question, failed);
      };
      const batches = batchesOf(department.resources, question, declaration);
      await Promise.all(batches.map((batch) => slots.run(() => askBatch(batch))));
      return sheet.finish(question, 'failed');
    },
    async probe(signal) {
      const startedAt = performance.now();
      const asking = { gate: { admit: async () => {} }, signal, onRequest: () => {} };
      // The state of a transaction that there never was: answered by whoever takes our token and signature.
      const nothing = { transactionId: 'probe', persons: new Map() } as unknown as Batch;
      const reply = await exchange.send(
        '/registry/sync/txn/status',
        letters.status(nothing),
        asking,
      );
      const opened = await open(reply, (message) => message ?? null, undefined);
      const ms = Math.round(performance.now() - startedAt);
      return { ok: opened.ok, said: opened.ok ? 'ready' : opened.fault, ms };
    },
    async close() {
      await Promise.all([exchange.close(), receiver?.close()]);
    },
  };
}

/** The first page that is missing of each reference that is open. */
function openPages(batch: Batch, gathering: Gathering): Map<string, number> {
  const pages = new Map<string, number>();
  for (const reference of batch.persons.keys()) {
    const gathered = gathering.of(reference);
    if (gathered.kind === 'open') pages.set(reference, gathered.nextPage);
  }
  return pages;
}

function ofTransaction({ transactionId }: Batch) {
  return (message: unknown) => {
    const read = searchResponse.safeParse(message);
    return read.success && read.data.transaction_id === transactionId ? read.data : null;
  };
}

function stateOf(message: unknown) {
  const read = statusResponse.safeParse(message);
  const state = read.success ? read.data.txnstatus_response.txn_status : null;
  const answers = searchResponse.safeParse(state);
  return answers.success ? answers.data : null;
}

/** The code of a refusal that comes with HTTP 200. */
function refusalIn(bytes: Buffer): string | null {
  const read = acknowledged.safeParse(jsonOf(bytes));
  if (!read.success || read.data.message.ack_status === 'ACK') return null;
  return read.data.message.error?.code ?? read.data.message.ack_status;
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}

function partnerOf(declaration: DepartmentDeclaration): {
  settings: RegistrySettings;
  signing: Signing;
} {
  const { id, spdci: settings } = declaration;
  try {
    if (!settings) throw new TypeError('the transport spdci wants spdci:');
    const signing = openSigning(settings.signature, settings.ourId, settings.theirId);
    return { settings, signing };
  } catch (cause) {
    const what = cause instanceof Error ? cause.message : '';
    throw new HeduiError(
      'DEPARTMENTS_INVALID',
      { zh: `部门「${id}」的 spdci 有误：${what}。`, en: `entry "${id}", field spdci: ${what}.` },
      { cause },
    );
  }
}
