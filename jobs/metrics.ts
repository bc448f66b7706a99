// The metrics of a worker, for Prometheus. Labels name departments, queues and outcomes, never persons or batches.

import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { CircuitState } from '../store/circuits.ts';
import type { Engine } from './engine.ts';
import type { Watch } from './watch.ts';

/** Seconds: departments answer in milliseconds, or stall until their timeout. */
const REQUEST_BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const CIRCUIT_VALUES: Record<CircuitState, number> = { closed: 0, 'half-open': 1, open: 2 };

export type Metrics = {
  readonly watch: Watch;
  /** The page that Prometheus reads. */
  page(): Promise<{ contentType: string; text: string }>;
};

export function openMetrics({ queues, store, departments }: Engine): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Histogram({
    name: 'hedui_request_duration_seconds',
    help: 'Requests to departments, by how they ended: ok, or the kind of the fault',
    labelNames: ['department', 'outcome'],
    buckets: REQUEST_BUCKETS,
    registers,
  });
  const lookups = new Counter({
    name: 'hedui_lookups_total',
    help: 'Lookups by outcome; those unanswered by why',
    labelNames: ['department', 'outcome'],
    registers,
  });
  const jobs = new Gauge({
    name: 'hedui_jobs',
    help: 'Jobs on a queue, of all workers together',
    labelNames: ['queue', 'state'],
    registers,
    async collect() {
      for (const { queue, ...states } of await queues.counts(departments)) {
        for (const [state, count] of Object.entries(states)) jobs.set({ queue, state }, count);
      }
    },
  });
  const backlog = new Gauge({
    name: 'hedui_department_backlog',
    help: 'Chunks that wait for a department: waiting, delayed or being asked about',
    labelNames: ['department'],
    registers,
    async collect() {
      for (const department of departments) {
        const [own] = await queues.counts([department]);
        const { waiting = 0, active = 0, delayed = 0 } = own ?? {};
        backlog.set({ department }, waiting + active + delayed);
      }
    },
  });
  const circuits = new Gauge({
    name: 'hedui_department_circuit',
    help: 'State of the circuit breaker: 0 closed, 1 half-open, 2 open',
    labelNames: ['department'],
    registers,
    async collect() {
      for (const department of departments) circuits.set({ department }, CIRCUIT_VALUES.closed);
      for (const { department, state } of await store.circuits.all()) {
        circuits.set({ department }, CIRCUIT_VALUES[state]);
      }
    },
  });
  const memory: Gauge = new Gauge({
    name: 'process_resident_memory_bytes',
    help: 'Resident memory of this worker',
    registers,
    collect: () => {
      memory.set(process.memoryUsage.rss());
    },
  });

  return {
    watch: {
      request(department, { ms, fault }) {
        requests.observe({ department, outcome: fault ?? 'ok' }, ms / 1000);
      },
      lookups(department, answers) {
        for (const { outcome, why } of answers)
          lookups.inc({ department, outcome: why ?? outcome });
      },
    },
    page: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}
