/** A field and the on-screen input below it, as screens use them. `?modes=pinyin,digits&elder&sentences` chooses. */
import '../../../../renderer/shared/base.css';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { InputClient } from '../../../../renderer/input/input-client.ts';
import { OnScreenInput } from '../../../../renderer/input/on-screen-input.tsx';
import { type InputMode, useTextInput } from '../../../../renderer/input/use-text-input.ts';
import { markPressed } from '../../../../renderer/shared/pressed.ts';

declare global {
  interface Window {
    inputClient: InputClient;
  }
}

const asked = new URLSearchParams(location.search);
const modes = (asked.get('modes')?.split(',') ?? ['pinyin', 'handwriting', 'digits', 'identity']) as [
  InputMode,
];
const client = new InputClient();
client.setLocalWords([
  { text: '低保救助', weight: 40 },
  { text: '云溪村', weight: 90 },
  { text: '机耕路硬化', weight: 12 },
  { text: '单建平', weight: 3, name: true },
]);
window.inputClient = client;
markPressed(document);

function Page() {
  const [value, setValue] = useState('');
  const [ended, setEnded] = useState(0);
  const sentences = asked.has('sentences');
  const input = useTextInput({ client, value, onChange: setValue, modes, maxLength: 18, sentences });
  return (
    <div style={{ display: 'grid', gridTemplateRows: '1fr auto', height: '100%' }}>
      <main style={{ padding: 32, minHeight: 0 }}>
        <h1 style={{ fontSize: 'var(--text-title)' }}>查找</h1>
        <input
          {...input.fieldProps}
          ref={(element) => {
            input.field.current = element;
          }}
          aria-label="要找的字"
          style={{
            width: '100%',
            minHeight: 64,
            fontSize: 'var(--text-large)',
            border: '3px solid',
            userSelect: 'text',
          }}
        />
        <p data-ended={ended} />
      </main>
      <OnScreenInput
        input={input}
        elder={asked.has('elder')}
        done={{ label: '查找', onPress: () => setEnded((count) => count + 1) }}
      />
    </div>
  );
}

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(<Page />);
