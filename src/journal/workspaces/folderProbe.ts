/** What stands at the path of a folder. */
export type FolderState =
  | {
      readonly kind: 'there';
      /** Stays the same when the folder is renamed or moved on its disk. */
      readonly identity: string;
    }
  | { readonly kind: 'gone' }
  /** It cannot be told: no permission, or a network share that does not answer. */
  | { readonly kind: 'unknown' };

/** Looks at folders of the machine by their paths. */
export interface FolderProbe {
  probe(path: string): Promise<FolderState>;
}
