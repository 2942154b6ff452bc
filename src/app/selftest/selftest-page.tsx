/** What one sees the day before a workshop: four tries, and a code to read out. */
import { FailedIcon, IdleIcon, PassedIcon, WaitingIcon } from "../../look/icons.tsx";
import { selftestWords as words } from "../../words/attendee.ts";
import { FrameHost } from "../frame-host.tsx";
import type { RuntimeTest } from "./runtime-test.ts";
import { type SelfTest, type TestName, type TestState, tests } from "./selftest.ts";
import "./selftest.css";

export function SelfTestPage({ test }: { test: SelfTest }) {
  const code = test.code.value;
  const runtime = test.runtime.value;
  return (
    <>
      <h1>{words.title}</h1>
      <p>{words.intro}</p>
      <ul class="tests">
        {tests.map((name) => (
          <Test key={name} name={name} state={test.states.value[name]} runtime={runtime} />
        ))}
      </ul>
      <div role="status">
        {code !== null && (
          <>
            <p>{code.includes("X") ? words.trouble : words.allWell}</p>
            <p class="selftest-code" data-code={code}>
              {code}
            </p>
            <p class="small muted">{words.codeHint}</p>
          </>
        )}
      </div>
      <p>
        <a href="./">{words.onward}</a>
      </p>
      {runtime !== null && <HiddenFrame runtime={runtime} />}
    </>
  );
}

interface TestProps {
  readonly name: TestName;
  readonly state: TestState;
  readonly runtime: RuntimeTest | null;
}

function Test({ name, state, runtime }: TestProps) {
  return (
    <li
      data-test={name}
      data-state={state.kind === "done" ? (state.passed ? "passed" : "failed") : state.kind}
    >
      <span class="test-icon">
        <StateIcon state={state} />
      </span>
      <span>
        <strong>{words.names[name]}</strong> <span class="muted">{sentence(name, state, runtime)}</span>
      </span>
    </li>
  );
}

function StateIcon({ state }: { state: TestState }) {
  switch (state.kind) {
    case "waiting":
      return <IdleIcon />;
    case "trying":
      return <WaitingIcon />;
    case "done":
      return state.passed ? <PassedIcon /> : <FailedIcon />;
    default:
      return state satisfies never;
  }
}

function sentence(name: TestName, state: TestState, runtime: RuntimeTest | null): string {
  switch (state.kind) {
    case "waiting":
      return words.waiting;
    case "trying": {
      const python = name === "runtime" ? runtime?.python.value : undefined;
      const progress = python?.kind === "loading" ? python.progress : null;
      return progress === null ? words.trying : words.loading(progress.loaded, progress.total);
    }
    case "done":
      return state.passed ? words.passed[name](state.detail) : words.failed[name](state.detail);
    default:
      return state satisfies never;
  }
}

/** Out of sight, but laid out: browsers slow down what is not displayed at all. */
function HiddenFrame({ runtime }: { runtime: RuntimeTest }) {
  const plan = runtime.plan.value;
  if (plan === null) return null;
  return (
    <div class="selftest-frame" inert>
      <FrameHost title="Self-test" className="" peer={runtime.peer} plan={plan} theme="light" />
    </div>
  );
}
