// How long a batch takes at a size nobody can try on one machine: the queue as a system of waiting lines. A chunk's question
// to a department begins when a worker has room for it and ends when the department's limit has let its requests through;
// judging begins when the last department has answered and waits for a free processor. No randomness: the same plan gives
// the same times.

export type DepartmentPlan = {
  readonly id: string;
  readonly requestsPerSecond: number;
  readonly personsPerRequest: number;
  /** From a request to its answer. */
  readonly latencyMs: number;
  /** Requests under way at once, of all workers together. */
  readonly concurrency: number;
  /** Until an answer file is there; 0 where answers come at once. */
  readonly answerDelayMs: number;
};

export type Plan = {
  readonly households: number;
  readonly personsAHousehold: number;
  readonly householdsAChunk: number;
  /** Processes, each on a processor of its own. */
  readonly workers: number;
  /** Chunks that one worker looks up at once, for each department. */
  readonly lookupsAtOnce: number;
  readonly departments: readonly DepartmentPlan[];
  /** Of a worker's processor, milliseconds a household: asking and storing one department's answers; judging and sealing. */
  readonly lookupCpuMs: number;
  readonly verifyCpuMs: number;
};

export type Forecast = {
  readonly seconds: number;
  /** What the slowest department's limit allows at best. */
  readonly departmentSeconds: number;
  readonly slowestDepartment: string;
  /** What the workers' processors allow at best. */
  readonly processorSeconds: number;
};

const MS = 1000;

export function simulate(plan: Plan): Forecast {
  const chunks = Math.ceil(plan.households / plan.householdsAChunk);
  const processors = new Float64Array(plan.workers);
  const lines = plan.departments.map((department) => ({
    department,
    requestsAChunk: Math.ceil(
      (plan.householdsAChunk * plan.personsAHousehold) / department.personsPerRequest,
    ),
    limitFreeAt: 0,
    /** When the questions under way end, oldest first, as many as the workers have room for. */
    rooms: new Float64Array(plan.workers * plan.lookupsAtOnce),
  }));
  const answeredAt = new Float64Array(chunks);

  for (let chunk = 0; chunk < chunks; chunk++) {
    for (const line of lines) {
      const { department, requestsAChunk, rooms } = line;
      const place = chunk % rooms.length;
      const startsAt = rooms[place] ?? 0;
      // One after the other through the limit, as many at a time as the department bears.
      const admittedAt =
        Math.max(startsAt, line.limitFreeAt) + requestsAChunk / department.requestsPerSecond;
      line.limitFreeAt = admittedAt;
      const waves = Math.ceil(requestsAChunk / department.concurrency);
      const latency = department.latencyMs / MS;
      const saidAt =
        Math.max(admittedAt + latency, startsAt + waves * latency) + department.answerDelayMs / MS;
      const storedAt = worked(processors, saidAt, (plan.lookupCpuMs * plan.householdsAChunk) / MS);
      // A question that is answered by a file gives its room away meanwhile.
      rooms[place] = department.answerDelayMs > 0 ? admittedAt : storedAt;
      answeredAt[chunk] = Math.max(answeredAt[chunk] ?? 0, storedAt);
    }
  }
  let seconds = 0;
  for (const answered of answeredAt.toSorted()) {
    const sealed = worked(processors, answered, (plan.verifyCpuMs * plan.householdsAChunk) / MS);
    seconds = Math.max(seconds, sealed);
  }
  return { seconds, ...bounds(plan, chunks, lines) };
}

/** Gives work to the processor that is free first. @returns when it is done */
function worked(processors: Float64Array, readyAt: number, seconds: number): number {
  let free = 0;
  for (let one = 1; one < processors.length; one++) {
    if ((processors[one] ?? 0) < (processors[free] ?? 0)) free = one;
  }
  const doneAt = Math.max(readyAt, processors[free] ?? 0) + seconds;
  processors[free] = doneAt;
  return doneAt;
}

function bounds(
  plan: Plan,
  chunks: number,
  lines: readonly { department: DepartmentPlan; requestsAChunk: number }[],
): Omit<Forecast, 'seconds'> {
  const needed = lines.map(({ department, requestsAChunk }) => ({
    id: department.id,
    seconds: (chunks * requestsAChunk) / department.requestsPerSecond,
  }));
  const slowest = needed.reduce((one, other) => (other.seconds > one.seconds ? other : one));
  const cpuMs = plan.households * (plan.lookupCpuMs * lines.length + plan.verifyCpuMs);
  return {
    departmentSeconds: slowest.seconds,
    slowestDepartment: slowest.id,
    processorSeconds: cpuMs / MS / plan.workers,
  };
}
