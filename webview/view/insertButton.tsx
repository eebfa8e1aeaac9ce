import { format } from '../../src/base/localize';
import { createContext, type VNode } from 'preact';
import { useContext } from 'preact/hooks';
import { AnswerAction } from './answerAction';
import { useStrings } from './services';

/** The name of the document that an answer would go into; null for a new one. */
export const InsertTargetContext = createContext<string | null>(null);

/** Inserts an answer, and says where it goes. */
export function InsertButton({ turnId }: { readonly turnId: string }): VNode {
  const strings = useStrings();
  const target = useContext(InsertTargetContext);
  return (
    <AnswerAction
      icon="insert"
      label={target === null ? strings.insert : format(strings.insertInto, target)}
      request={{ kind: 'insertAnswer', turnId }}
    />
  );
}
