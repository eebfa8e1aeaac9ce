import { Component, type ComponentChildren } from 'preact';
import { ServicesContext } from './services';

interface BoundaryProps {
  /** What is drawn within, as the log calls it. */
  readonly part: string;
  /** What it is drawn from. When that is another value than the one that could not be drawn, drawing is tried again. */
  readonly of: unknown;
  /** Stands in its place when it can't be drawn. Must be so plain that it can be. */
  readonly fallback: ComponentChildren;
  readonly children: ComponentChildren;
}

interface BoundaryState {
  readonly failed: { readonly of: unknown } | null;
}

/** Keeps a bug in the drawing of one part from taking more of the chat with it, and has the host write it down. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  static override contextType = ServicesContext;
  override state: BoundaryState = { failed: null };

  override componentDidCatch(error: unknown): void {
    const { part, of } = this.props;
    const services: unknown = this.context;
    if (isReporter(services)) services.connection.reportFailure(part, error);
    this.setState({ failed: { of } });
  }

  override render({ of, fallback, children }: BoundaryProps, { failed }: BoundaryState): ComponentChildren {
    return failed && Object.is(failed.of, of) ? fallback : children;
  }
}

interface Reporter {
  readonly connection: { reportFailure(part: string, error: unknown): void };
}

/** Preact does not know the type of a class's context. */
function isReporter(services: unknown): services is Reporter {
  return typeof services === 'object' && services !== null && 'connection' in services;
}
