import {Component, type ReactNode} from "react";
import {words} from "../words/index.ts";

interface Props {
  readonly children: ReactNode;
  /** A change of it tries again. */
  readonly at: string;
}

interface State {
  readonly failure: string | null;
  readonly at: string;
}

/** Keeps a view that failed from taking the page with it: header and address stay, so there is a way back. */
export class Boundary extends Component<Props, State> {
  override state: State = {failure: null, at: this.props.at};

  static getDerivedStateFromError(thrown: unknown): Partial<State> {
    return {failure: thrown instanceof Error ? thrown.message : String(thrown)};
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.at === state.at ? null : {failure: null, at: props.at};
  }

  override render(): ReactNode {
    const {failure} = this.state;
    if (failure === null) return this.props.children;
    return (
      <section className="view problem" role="alert">
        <h1>{words.problems.broken}</h1>
        <p className="problem-message">{failure}</p>
        <p>{words.problems.brokenHint}</p>
        <p>
          <button type="button" className="button" onClick={() => location.reload()}>
            {words.problems.again}
          </button>
        </p>
      </section>
    );
  }
}
