import { Component, type ComponentChild, type ComponentClass, type ComponentType, createElement } from 'preact';

/** A component that is drawn again only when one of its properties is another value than before. */
export function memo<Props extends object>(inner: ComponentType<Props>): ComponentClass<Props> {
  return class extends Component<Props> {
    override shouldComponentUpdate(next: Props): boolean {
      return differs(this.props, next);
    }

    override render(props: Props): ComponentChild {
      return createElement<Props>(inner, props);
    }
  };
}

function differs(before: object, after: object): boolean {
  const earlier = new Map<string, unknown>(Object.entries(before));
  const later = Object.entries(after);
  return later.length !== earlier.size || later.some(([name, value]) => !Object.is(earlier.get(name), value));
}
