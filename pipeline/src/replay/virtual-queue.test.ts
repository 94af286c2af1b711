import { queueContract } from '../shared/testing/queue.contract.ts';
import { virtualQueue } from './virtual-queue.ts';

queueContract('virtual', async () => {
  const queue = virtualQueue();
  return {
    queue,
    drain: async handlers => void (await queue.drain(handlers)),
    retryLimit: undefined,
    close: async () => {},
  };
});
