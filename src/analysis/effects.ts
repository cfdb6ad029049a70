import {
  NO_ENV,
  UNDEFINED,
  UNKNOWN,
  comparePlaces,
  type Env,
  type FunctionRef,
  type Guard,
  type Item,
  type Outcome,
  type Place,
  type RequestTerm,
  type Term,
} from '../model/index.js';
import { mergeGuards } from '../model/guards.js';
import { isOpen, isTelling, named, nameOf, relays } from './callee-names.js';
import { callableOf } from './calls.js';
import type { Evaluator } from './evaluate.js';
import { constructions } from './instance.js';
import type { LocalCall } from './file-summary.js';
import { OpenEffects, isBoundBy, originOf, type Effect, type Open } from './open-effects.js';
import { methodsIn } from './method-values.js';
import { mapRequest, pathTermsOf, termsOf } from './request-terms.js';
import { Findings, callsAt, isWithin, likely, type Emission, type Stage } from './sites.js';
import { TestFiles } from './test-files.js';

/** Where a call is being looked at: in which function, and the sites between the request and there. */
interface Context {
  fn: FunctionRef;
  at: Place;
  stages: readonly Stage[];
  when: readonly Guard[];
  /** What an inner function has reported already, to be kept or refined. */
  inner?: Emission;
  depth: number;
  /** The receiver was found by the method's name alone. */
  guessed?: boolean;
}

const MAX_STAGES = 14;
const MAX_DEPTH = 30;
const MAX_EDGES = 200;
/** An effect that has come to nothing on this many ways is not followed on the others. */
const MAX_FRUITLESS = 12;
/** Steps that one call in the code may take through what its callees leave open. */
const MAX_STEPS = 1_000;

/** Finds what each function sends, handing what depends on parameters to its callers. */
export class Effects {
  readonly edges = new Map<FunctionRef, (readonly Item[])[]>();
  private readonly open: OpenEffects;
  private readonly files: TestFiles;
  private findings: Findings;
  private steps = 0;
  /** Grows whenever looking at a call has come to something: a result, or something for callers to decide. */
  private outcomes = 0;

  constructor(
    private readonly evaluator: Evaluator,
    findings: Findings,
  ) {
    this.findings = findings;
    this.open = new OpenEffects((term) => evaluator.interner.id(term));
    this.files = new TestFiles(evaluator);
  }

  /** Looks at a function once; gives what is left open over its parameters. */
  of(fn: FunctionRef): readonly Open[] {
    const known = this.open.of(fn);
    if (known) return known;
    const list = this.open.begin(fn);
    const file = this.evaluator.fileOf(fn.program.file);
    if (file && this.files.usesDoubles(file)) return list;
    for (const call of file?.summary.functions[fn.index]?.calls ?? []) this.call(call);
    for (const inner of file?.functions ?? []) if (inner.outer === fn) this.lift(inner, fn);
    return list;
  }

  /** Reports what no caller in sight has decided. */
  settle(): void {
    // What a call comes to may decide what a request in it is for.
    for (const kind of ['invoke', 'request'] as const) this.settleAll(kind);
    this.widen();
  }

  private settleAll(kind: Open['k']): void {
    const fruitless = new Map<string, number>();
    for (const list of this.open.all()) {
      for (const open of list) {
        if (open.k !== kind || open.settled || (open.emission && open.k === 'request')) continue;
        open.settled = true;
        const origin = originOf(open);
        const misses = fruitless.get(origin) ?? 0;
        if (misses >= MAX_FRUITLESS) continue;
        const before = this.findings.size;
        this.settleOpen(open);
        fruitless.set(origin, this.findings.size > before ? -Infinity : misses + 1);
      }
    }
  }

  private settleOpen(open: Open, anything = false): void {
    this.steps = 0;
    this.evaluator.refuel(open.fn.program.file);
    const when = this.evaluator.decide(open.when, NO_ENV) ?? open.when;
    const context: Context = { fn: open.fn, at: open.at, stages: open.stages, when, depth: 0, ...(open.emission ? { inner: open.emission } : {}) };
    if (open.k === 'request') this.request(mapRequest(open.request, (term) => this.evaluator.escape(term)), open.name, context, true);
    else {
      const callee = named(this.evaluator.escape(open.callee, anything), open.callee);
      // Whoever decides what is called has been asked already.
      if (anything && callee.t === 'unknown') return;
      this.perform(callee, this.evaluator.lazyEscapes(open.args, anything), open.construct, context);
    }
  }

  /**
   * Callers in sight may use less than a call can do by itself (`replace ? 'PUT' : 'POST'` in a public method):
   * where they have shown that it reaches the platform, all that it can do counts.
   */
  private widen(): void {
    const { findings } = this;
    for (const list of this.open.all()) {
      for (const open of list) {
        const place = open.stages[0]?.place;
        if (open.k !== 'invoke' || open.stages.length !== 1 || !place || !findings.has(place)) continue;
        this.findings = new Findings();
        this.settleOpen(open, true);
        findings.emit(this.findings.result().calls.filter((call) => comparePlaces(call, place) === 0));
      }
    }
    this.findings = findings;
  }

  /** What an inner function does over the parameters of the function around it alone. */
  private lift(inner: FunctionRef, outer: FunctionRef): void {
    for (const open of this.of(inner)) {
      if (open.free.has(inner) || open.free.size === 0) continue;
      open.settled = true;
      this.push({ ...open, fn: outer, settled: false });
    }
  }

  /** Leaves an effect to the callers of the function it is looked at in. */
  private leave(effect: Effect, stages: readonly Stage[], { fn, at, when }: Context, emission?: Emission): void {
    const terms = effect.k === 'request' ? termsOf(effect.request) : [effect.callee, ...effect.args.map((arg) => arg.value)];
    const free = new Set(terms.flatMap((term) => [...this.evaluator.free.of(term)]));
    this.push({ ...effect, fn, at, stages, when, free, settled: false, ...(emission ? { emission } : {}) });
  }

  private push(open: Open): void {
    if (this.open.push(open)) this.outcomes++;
  }

  private call(call: LocalCall): void {
    if (!this.evaluator.refuel(call.fn.program.file)) {
      this.findings.addExhausted(call.at);
      return;
    }
    const steps = this.steps;
    this.steps = 0;
    const when = this.evaluator.decide(call.when, NO_ENV);
    if (!when) {
      this.steps = steps;
      return;
    }
    const callee = named(this.evaluator.evaluate(call.callee), call.callee);
    const args = this.evaluator.lazyItems(call.args);
    const context: Context = { fn: call.fn, at: call.at, stages: [], when, depth: 0 };
    // SDK methods handed over as values will be called by whoever got them.
    for (const { name, value } of call.args.flatMap((arg) => methodsIn(arg.value, this.evaluator))) this.sdk({ name, receiver: true }, value, [], false, context);
    this.perform(callee, args, call.construct, context);
    this.steps = steps;
  }

  private perform(callee: Term, args: readonly Item[], construct: boolean, context: Context): void {
    if (context.depth > MAX_DEPTH) return;
    switch (callee.t) {
      case 'choice':
        for (const option of callee.options) {
          if (isOpen(option.value) && callee.options.some((other) => !isOpen(other.value) && other.value.t !== 'lit')) continue;
          const when = mergeGuards(context.when, option.when);
          if (when) this.perform(option.value, args, construct, { ...context, when, depth: context.depth + 1 });
        }
        return;
      case 'function':
        if (context.inner) context.inner.refined = true;
        if (construct) {
          const self: Term = { t: 'instance', cls: this.evaluator.writes.classOf(callee.fn), args, env: callee.env };
          this.enter(callee.fn, this.evaluator.callEnv({ ...callee, self }, args), args, context);
        } else {
          this.enter(callee.fn, this.evaluator.callEnv(callee, args), callee.bound ? [...callee.bound, ...args] : args, context);
        }
        return;
      case 'class': {
        if (!construct) return;
        const self: Term = { t: 'instance', cls: callee.cls, args, env: callee.env };
        for (const step of constructions(this.evaluator, callee.cls, args, self)) {
          this.enter(step.fn, new Map([...this.evaluator.instanceFrames(self), [step.fn, { args: step.args, self }]]), step.args, context);
        }
        return;
      }
      case 'super':
      case 'instance':
      case 'lit':
        return;
      case 'typed':
        if (callee.of.t !== 'unknown') {
          this.perform(callee.of, args, construct, context);
          return;
        }
        break;
      case 'member': {
        const target = callableOf(this.evaluator, callee, args);
        if (target) {
          this.perform(target.callee, target.args, construct, { ...context, depth: context.depth + 1 });
          return;
        }
        break;
      }
      default:
        break;
    }
    this.outside(callee, args, construct, context);
  }

  /** A function of the project is called: what it leaves open is decided here, or handed on. */
  private enter(fn: FunctionRef, env: Env, args: readonly Item[], context: Context): void {
    if (!this.files.isTest(context.fn.program.file)) this.addEdge(fn, args);
    this.outcomes++;
    if (context.stages.length > MAX_STAGES) return;
    for (const open of this.of(fn)) {
      // What is left open to the functions around it alone is theirs to decide.
      if (isBoundBy(env, open)) this.instantiate(open, env, context);
    }
  }

  private addEdge(fn: FunctionRef, args: readonly Item[]): void {
    const edges = this.edges.get(fn);
    if (!edges) this.edges.set(fn, [args]);
    else if (edges.length < MAX_EDGES) edges.push(args);
  }

  private instantiate(open: Open, env: Env, context: Context): void {
    const before = this.outcomes;
    if (this.steps++ < MAX_STEPS) this.bind(open, env, context);
    else if (open.k === 'request' && !open.emission) this.findings.addExhausted(context.at);
    if (this.outcomes > before && !this.files.isTest(context.fn.program.file)) open.settled = true;
  }

  private bind(open: Open, env: Env, context: Context): void {
    if (open.stages.some((stage) => comparePlaces(stage.place, context.at) === 0)) {
      // A recursive call passes on what has come through it already.
      this.outcomes++;
      return;
    }
    const decided = this.evaluator.decide(open.when, env);
    const when = decided && mergeGuards(context.when, decided);
    if (!when) return;
    const next: Context = {
      ...context,
      when,
      stages: [...open.stages, ...context.stages],
      depth: context.depth + 1,
      ...(open.emission ? { inner: open.emission } : {}),
    };
    if (open.k === 'request') {
      this.request(mapRequest(open.request, (term) => this.evaluator.evaluate(term, env)), open.name, next, false);
      return;
    }
    const callee = this.evaluator.evaluate(open.callee, env);
    const args = this.evaluator.lazyItems(open.args, env);
    this.perform(callee, args, open.construct, next);
  }

  private outside(callee: Term, args: readonly Item[], construct: boolean, context: Context): void {
    const outcome: Outcome = this.evaluator.platform.interpret(callee, args, construct, this.evaluator) ?? {};
    const free = this.evaluator.free.of(callee);
    if (outcome.request?.undecided === true && this.evaluator.free.ofItems(args).size > 0) {
      this.leave({ k: 'invoke', callee, args, construct }, this.stagesAt(context, [callee]), context);
      return;
    }
    if (outcome.login || outcome.harmless || outcome.invokes) this.outcomes++;
    if (outcome.login) this.findings.addLogin(context.at, outcome.login);
    if (outcome.request && !this.request(mapRequest(outcome.request, (term) => this.evaluator.evaluate(term)), nameOf(callee), context, false)) this.handed(callee, args, construct, context);
    if (outcome.sdk) this.sdk(outcome.sdk, callee, args, construct, context);
    for (const invoked of outcome.invokes ?? []) {
      this.perform(this.evaluator.evaluate(invoked.callee), invoked.args, false, { ...context, depth: context.depth + 1 });
    }
    if (outcome.request || outcome.sdk || outcome.harmless) return;
    if (callee.t === 'index' && free.size === 0 && this.dynamic(callee, args, context)) return;
    if (!outcome.invokes && !outcome.login && this.byName(callee, args, context)) return;
    if (free.size > 0 && this.matters(callee, args)) this.leave({ k: 'invoke', callee, args, construct }, this.stagesAt(context, [callee, ...args.map((arg) => arg.value)]), context);
    else if (!outcome.invokes && !outcome.login) this.handed(callee, args, construct, context);
  }

  /** `api[name](…)` with a name that is not known here: an SDK method, or a verb of an HTTP client. */
  private dynamic(callee: Extract<Term, { t: 'index' }>, args: readonly Item[], context: Context): boolean {
    const { platform } = this.evaluator;
    if (!platform.carries(callee.of)) return false;
    if (platform.sdkMethod({ t: 'member', of: callee.of, name: '*', at: callee.at }) !== undefined) {
      this.outcomes++;
      this.findings.addUnresolved(this.stagesAt(context, []), 'dynamic-member', '{}', 'sdk');
      return true;
    }
    const url = args[0]?.value;
    if (url) this.request({ method: UNKNOWN, url, base: UNDEFINED, via: 'http' }, undefined, context, false);
    return url !== undefined;
  }

  /** A method of unknown receiver whose name only one class of the project has, and which sends. */
  private byName(callee: Term, args: readonly Item[], context: Context): boolean {
    if (callee.t !== 'member' || callee.of.t !== 'unknown' || !isTelling(callee.name)) return false;
    const [method, ...others] = this.evaluator.project.methods(callee.name);
    if (!method?.cls || others.length > 0 || !this.of(method).some((open) => open.k === 'request' || open.emission)) return false;
    const self: Term = { t: 'instance', cls: method.cls, args: undefined, env: NO_ENV };
    this.enter(method, this.evaluator.callEnv({ t: 'function', fn: method, env: NO_ENV, self }, args), args, { ...context, guessed: true });
    return true;
  }

  /** Whether a call of something a caller decides can come to a request: most methods of parameters are those of data. */
  private matters(callee: Term, args: readonly Item[]): boolean {
    if (callee.t !== 'member') return true;
    if (this.evaluator.platform.names(callee.name) || this.evaluator.platform.sends(callee.name)) return true;
    if (args.some((arg) => arg.value.t === 'function' && this.of(arg.value.fn).length > 0)) return true;
    return this.evaluator.project.hasFunction(callee.name);
  }

  private stagesAt(context: Context, known: readonly Term[]): Stage[] {
    return [...context.stages, { place: context.at, known }];
  }

  /** False when the request goes elsewhere. */
  private request(request: RequestTerm, name: string | undefined, context: Context, last: boolean): boolean {
    const { inner } = context;
    this.outcomes++;
    const stages = last ? context.stages : [...context.stages, { place: context.at, known: termsOf(request), pathKnown: this.evaluator.free.isClosed(pathTermsOf(request)) }];
    const resolution = this.evaluator.platform.resolveRequest(request, context.when);
    const free = last ? 0 : termsOf(request).reduce((sum, term) => sum + this.evaluator.free.of(term).size, 0);
    let emission: Emission | undefined;
    if (resolution.k === 'endpoints') {
      const calls = callsAt(context.guessed ? resolution.endpoints.map(likely) : resolution.endpoints, stages, request.via, name);
      if (inner && (isWithin(calls, inner) || !resolution.endpoints.some((endpoint) => endpoint.known))) {
        inner.kept = true;
        return true;
      }
      if (inner) inner.refined = true;
      emission = this.findings.emit(calls);
    } else if (inner) {
      inner.kept = true;
      return true;
    }
    if (free > 0) {
      this.leave({ k: 'request', request, name }, stages, context, emission);
    } else if (resolution.k === 'unresolved') {
      this.findings.addUnresolved(stages, last && stages.length === 1 ? 'wrapper-without-caller' : resolution.reason, resolution.seen, request.via);
    } else if (resolution.k === 'other' && request.via !== 'cli') {
      this.findings.addOther(stages[0]?.place ?? context.at);
      return false;
    }
    return true;
  }

  private sdk(sdk: { name: string; receiver: boolean }, callee: Term, args: readonly Item[], construct: boolean, context: Context): void {
    const { inner } = context;
    this.outcomes++;
    const named = callee.t === 'member' ? callee : undefined;
    const at = named && named.at.file !== '' && (!named.key || context.stages.length === 0) ? named.at : context.at;
    const endpoint = this.evaluator.platform.resolveSdk(sdk.name);
    const stages: Stage[] = named?.key ? [...context.stages, { place: at, known: [named] }] : [{ place: at, known: [] }];
    if (!endpoint) {
      if (sdk.receiver) this.findings.addUnresolved([{ place: at, known: [] }], 'unknown-sdk-method', sdk.name, 'sdk');
      return;
    }
    if (inner) {
      inner.kept = true;
      if (!sdk.receiver) return;
    }
    const calls = callsAt([{ ...endpoint, confidence: sdk.receiver ? 'certain' : 'likely', methodParts: named?.key ? [named.key] : [] }], stages, 'sdk', sdk.name);
    const emission = this.findings.emit(calls);
    if (!sdk.receiver && this.evaluator.free.of(callee).size > 0) {
      this.leave({ k: 'invoke', callee, args, construct }, this.stagesAt(context, [callee]), context, emission);
    }
  }

  /** A path handed to something whose inside cannot be seen. */
  private handed(callee: Term, args: readonly Item[], construct: boolean, context: Context): void {
    const free = this.evaluator.free.ofItems(args).size > 0;
    const resolution = this.evaluator.platform.resolveHanded(callee, args, context.when);
    if (!resolution) {
      if (free && context.stages.length < 4 && relays(this.evaluator.platform, callee, args)) this.leave({ k: 'invoke', callee, args, construct }, this.stagesAt(context, [callee]), context);
      return;
    }
    this.outcomes++;
    const stages = this.stagesAt(context, args.map((arg) => arg.value));
    if (resolution.k === 'endpoints') this.findings.emit(callsAt(resolution.endpoints, stages, 'http', nameOf(callee)));
    else if (resolution.k === 'unresolved') this.findings.addUnresolved(stages, resolution.reason, resolution.seen, 'http');
  }
}
