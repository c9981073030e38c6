export { createBatcher } from './batcher';
export { Pump, type PumpOptions, type Step, type Work } from './pump';
