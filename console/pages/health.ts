// For whatever watches over this process: alive, and ready to serve.

import { route } from '../route.ts';

export const isAlive = route({
  method: 'GET',
  url: '/health/live',
  needs: 'anyone',
  api: true,
  async answer() {
    return { kind: 'json', json: { state: 'alive' } };
  },
});

export const isReady = route({
  method: 'GET',
  url: '/health/ready',
  needs: 'anyone',
  api: true,
  async answer({ isReady }) {
    return (await isReady())
      ? { kind: 'json', json: { state: 'ready' } }
      : { kind: 'json', json: { state: 'not-ready' }, status: 503 };
  },
});
