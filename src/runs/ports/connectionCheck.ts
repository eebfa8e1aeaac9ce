/** Whether the API can be reached, found out without a key and without a run. */
export type Reachability =
  /** The server answered; any status will do, since none was asked for anything that it has. */
  | { readonly kind: 'reached'; readonly status: number; readonly milliseconds: number }
  /** Something answered that sends requests elsewhere: a portal of a network, or a server that has moved. */
  | { readonly kind: 'redirected'; readonly status: number; readonly milliseconds: number }
  | {
      readonly kind: 'failed';
      readonly cause: UnreachableCause;
      /** The system's or the library's code for it; null where there is none. */
      readonly code: string | null;
      readonly milliseconds: number;
    };

export type UnreachableCause =
  /** The host's name could not be resolved. */
  | 'name'
  | 'certificate'
  /** What answered does not speak TLS. */
  | 'tls'
  /** The proxy turned the request away, or could not reach the server. */
  | 'proxy'
  /** Nobody listens there. */
  | 'refused'
  /** No way to the server's network. */
  | 'network'
  | 'timeout'
  /** The connection broke before an answer. */
  | 'broken'
  | 'unknown';

/** Finds out whether the API can be reached, within ten seconds. */
export interface ConnectionCheck {
  check(baseUrl: string): Promise<Reachability>;
  /** The version of the SDK that requests are made with. */
  readonly sdkVersion: string;
}
