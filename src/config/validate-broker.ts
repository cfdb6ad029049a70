import { compileSchema } from '../document/compile-schema.js';
import { BROKER_SCHEMA, type BrokerFile } from './broker-schema.js';

export const validateBroker = compileSchema<BrokerFile>(BROKER_SCHEMA);
