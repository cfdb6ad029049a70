export { openBroker, type Broker, type BrokerConfig, type BrokeredClient, type BrokerStatus } from './broker.js';
export { brokerClient, type BrokerClientOptions } from './client.js';
export { ConfigurationError } from './configuration-error.js';
export type { CallerRate } from './caller-rate.js';
export type { PortConfig } from './listen.js';
export { MINT_LIMITS, type MintLimits } from './mint-limiter.js';
export { openSlots, type SlotOptions } from './open-slots.js';
export type { ServiceConfig } from './services.js';
export type { HandedToken, TokenSource } from './token-source.js';
