import type { Call, Confidence, LoginCall, UnresolvedReason, Via } from './call.js';
import type { Guard, Item, Lit, Term } from './term.js';

/** What the engine can be asked while a model interprets a call. Terms given and returned are evaluated. */
export interface Ask {
  member(of: Term, name: string): Term;
  index(of: Term, index: Term): Term;
  element(of: Term): Term;
  call(callee: Term, args: readonly Item[]): Term;
  /** Values that the program writes to a member of something outside it, e.g. `axios.defaults.baseURL`. */
  written(key: string): Term | undefined;
}

/** An HTTP request as the client library was asked for it; `cli`: a command as it is run, in `url`. */
export interface RequestTerm {
  method: Term;
  /** The method where `method` comes to undefined. */
  fallback?: string;
  url: Term;
  /** What a relative URL is put behind; an absolute one goes without. */
  base: Term;
  via: Extract<Via, 'http' | 'declared' | 'cli'>;
  /** How the call is to be read depends on what its first argument turns out to be. */
  undecided?: boolean;
}

/** What a call to something outside the program does. Everything absent: it does nothing the tool looks at. */
export interface Outcome {
  value?: Term;
  request?: RequestTerm;
  /** An SDK method by name. `receiver`: whether the receiver was followed to the SDK. */
  sdk?: { name: string; receiver: boolean };
  /** Functions of the program that the library calls back. */
  invokes?: readonly { callee: Term; args: readonly Item[] }[];
  login?: Omit<LoginCall, 'file' | 'line' | 'column'>;
  /** The call is known and sends nothing: no guess is made about what is handed to it. */
  harmless?: boolean;
}

/** What a request or a handed path comes to. */
export type Resolution =
  /** Decided: one entry per endpoint. */
  | { k: 'endpoints'; endpoints: readonly ResolvedEndpoint[] }
  /** Has platform evidence, but the endpoint cannot be told. */
  | { k: 'unresolved'; reason: UnresolvedReason; seen: string }
  /** Not the platform. */
  | { k: 'other' };

export interface ResolvedEndpoint extends Pick<Call, 'method' | 'path' | 'known'> {
  confidence: Confidence;
  /** Literals that decided the method and the path behind the base. */
  methodParts: readonly Lit[];
  pathParts: readonly Lit[];
}

/** What is known of SDKs, HTTP clients, libraries, hosts and URL matching: the models that the engine asks. */
export interface Platform {
  /** A call whose callee is no function of the program. */
  interpret(callee: Term, args: readonly Item[], construct: boolean, ask: Ask): Outcome | undefined;
  /** A member of something outside the program, or of a literal; undefined when nothing is known. */
  member(of: Term, name: string): Term | undefined;
  /** Whether a call sets up a test double: nothing that its file calls is sent. */
  doubles(callee: Term): boolean;
  /** Whether a call declares a test: what its file passes on is no evidence of what the program is given. */
  tests(callee: Term): boolean;
  /** Whether what a call to something outside gives can matter: a client, an SDK object, text made from text. */
  keeps(callee: Term): boolean;
  /** Whether a function or method by this name may send a request: a verb, `request`, `callApi`. */
  sends(name: string): boolean;
  /** Whether a member's name means something by itself, whatever it is read from. */
  names(name: string): boolean;
  /** The SDK method that the term is, read from a followed SDK instance; `*` stands for any. */
  sdkMethod(term: Term): string | undefined;
  /** Endpoint of an SDK method by name; `undefined` when the catalog has no such name. */
  resolveSdk(name: string): ResolvedEndpoint | undefined;
  resolveRequest(request: RequestTerm, when: readonly Guard[]): Resolution;
  /** A path handed to a callee whose inside cannot be seen. Undefined: nothing that looks like a call. */
  resolveHanded(callee: Term, args: readonly Item[], when: readonly Guard[]): Resolution | undefined;
  /** Whether a value may lead its holder to the platform: an SDK object, a client with a base, a path of the API. */
  carries(term: Term): boolean;
}
