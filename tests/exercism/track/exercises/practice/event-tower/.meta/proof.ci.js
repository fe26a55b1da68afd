import { EventEmitter } from 'node:events';

export class Tower extends EventEmitter {
  strikes = 0;

  ring(times = 1) {
    for (let i = 0; i < times; i++) {
      this.strikes += 1;
      this.emit('strike', this.strikes, { at: 'noon' });
    }
    if (times === 0) this.emit('error', new Error('nobody pulled'));
    return this;
  }
}
