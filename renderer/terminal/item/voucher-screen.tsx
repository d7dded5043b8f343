import { FileSearch, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { VisitorView } from '../../../main/contract/sealed-question.ts';
import type { AttachmentView } from '../../../main/contract/views.ts';
import { vouchers as words } from '../../../main/text/terminal-item.ts';
import { client } from '../../shared/queries.ts';
import { useCommonActions } from '../common-actions.ts';
import styles from '../desk/desk.module.css';
import { IdentityForm } from '../desk/identity-form.tsx';
import { Refusal } from '../desk/refusal.tsx';
import { type AboutItem, useNavigator, type VoucherLine } from '../navigation.ts';
import { Notice } from '../notice.tsx';
import { type Action, Screen, TopBar } from '../screen.tsx';
import { Viewer } from './viewer.tsx';
import { dropRight, keepRight, useRight } from './visitor.ts';
import { opens, VoucherList, wantedIn } from './vouchers.tsx';

interface VoucherScreenProps {
  item: AboutItem;
  /** The line whose vouchers are wanted; the item's own files without. */
  line?: VoucherLine;
}

type Answer = Exclude<VisitorView, { type: 'known' }>;

const silent: Answer = { type: 'unavailable', reason: 'silent' };

/** What the catalogue keeps for villagers who sign in (凭账号进入, R1.6): sign in, then look. */
export function VoucherScreen({ item, line }: VoucherScreenProps) {
  const right = useRight();
  const [answer, setAnswer] = useState<Answer | 'asking'>();
  const signIn = async (name: string, idNumber: string) => {
    setAnswer('asking');
    const view = await client.signIn({ name, idNumber }).catch(() => silent);
    if (view.type === 'known') {
      keepRight(view.right);
      setAnswer(undefined);
    } else setAnswer(view);
  };
  if (right !== undefined) return <Open item={item} line={line} right={right} />;
  const title = line === undefined ? words.title : words.titleOf(line.title);
  if (answer === undefined || answer === 'asking')
    return (
      <IdentityForm
        title={title}
        lines={[words.line]}
        ask={words.signIn}
        isAsking={answer === 'asking'}
        asking={words.signingIn}
        onAsk={(name, idNumber) => void signIn(name, idNumber)}
      />
    );
  return <Denied {...{ item, line, answer, title }} onAgain={() => setAnswer(undefined)} />;
}

interface DeniedProps extends VoucherScreenProps {
  title: string;
  answer: Answer;
  onAgain(): void;
}

/** Why nothing is opened, whom to ask, and how to ask the county for a sight of it. */
function Denied({ item, line, title, answer, onAgain }: DeniedProps) {
  const { go, leave } = useNavigator();
  const ask: Action = {
    icon: FileSearch,
    label: words.ask,
    main: true,
    onPress: () => go({ screen: 'write', item, begin: { kind: 'inspect', text: wantedIn(line, []) } }),
  };
  const hide: Action = { icon: X, label: words.leave, onPress: leave };
  const again = { label: words.again, onPress: onAgain };
  return (
    <Screen top={<TopBar where={title} />} actions={[ask, hide]}>
      <div className={styles.page}>
        {answer.type === 'unknown' || answer.type === 'no-register' ? (
          <Notice {...words[answer.type]} {...(answer.type === 'unknown' ? { action: again } : {})} />
        ) : (
          <Refusal answer={answer} />
        )}
      </div>
    </Screen>
  );
}

interface OpenProps extends VoucherScreenProps {
  right: string;
}

function Open({ item, line, right }: OpenProps) {
  const { home } = useCommonActions();
  const { leave } = useNavigator();
  const [files, setFiles] = useState<readonly AttachmentView[] | 'ended'>();
  const [at, setAt] = useState<number>();
  const { id, version } = item;
  const row = line?.row;
  useEffect(() => {
    let wanted = true;
    const where = row === undefined ? { id, version } : { id, version, row };
    client.vouchers({ ...where, right }).then(
      (found) => wanted && setFiles(found),
      () => wanted && setFiles('ended'),
    );
    return () => {
      wanted = false;
    };
  }, [id, version, row, right]);
  const visible = files === undefined || files === 'ended' ? [] : files.filter(opens);
  const title = line === undefined ? item.title : words.titleOf(line.title);
  const end: Action = { icon: X, label: words.leave, main: true, onPress: leave };
  return (
    <Screen top={<TopBar where={title} />} actions={[end, home]}>
      <div className={styles.page}>
        {files === undefined ? <Notice title={words.loading} /> : null}
        {files === 'ended' ? (
          <Notice {...words.ended} action={{ label: words.again, onPress: dropRight }} />
        ) : null}
        {files === undefined || files === 'ended' ? null : (
          <>
            <p className={styles.hint}>{words.signedIn}</p>
            <VoucherList
              item={item}
              line={line}
              attachments={files}
              onOpen={(file) => setAt(visible.indexOf(file))}
            />
          </>
        )}
      </div>
      {at === undefined ? null : <Viewer files={visible} start={at} onClose={() => setAt(undefined)} />}
    </Screen>
  );
}
