import {
  type LucideIcon,
  Pause,
  Play,
  Rabbit,
  SkipBack,
  SkipForward,
  Table2,
  Turtle,
  Volume1,
  Volume2,
  X,
} from 'lucide-react';
import { aloud as words } from '../../../main/text/aloud.ts';
import { useAloud } from './aloud-context.ts';
import { volumes } from './reader.ts';
import styles from './reading-bar.module.css';

interface ControlProps {
  icon: LucideIcon;
  label: string;
  main?: boolean;
  disabled?: boolean;
  onPress(): void;
}

function Control({ icon: Icon, label, main = false, disabled = false, onPress }: ControlProps) {
  return (
    <button
      type="button"
      className={main ? styles.main : styles.control}
      disabled={disabled}
      onClick={onPress}
    >
      <Icon aria-hidden="true" />
      {label}
    </button>
  );
}

function Voiceless() {
  const { reader } = useAloud();
  return (
    <nav className={styles.bar} aria-label={words.bar}>
      <p className={styles.voiceless} role="alert">
        <strong>{words.noVoice}</strong>
        <span>{words.noVoiceAdvice}</span>
      </p>
      <Control icon={X} label={words.end} onPress={() => reader.stop()} />
    </nav>
  );
}

/** How it is read: stands where the screen's other ways on are, for as long as it is read. */
export function ReadingBar() {
  const { reader, state } = useAloud();
  const { status, pace, volume, inTable, hasBefore, hasAfter } = state;
  if (status === 'voiceless') return <Voiceless />;
  const paused = status === 'paused';
  return (
    <nav className={styles.bar} aria-label={words.bar}>
      <Control
        main
        icon={paused ? Play : Pause}
        label={paused ? words.goOn : words.pause}
        onPress={() => (paused ? reader.goOn() : reader.pause())}
      />
      <Control icon={SkipBack} label={words.previous} disabled={!hasBefore} onPress={() => reader.step(-1)} />
      <Control icon={SkipForward} label={words.next} disabled={!hasAfter} onPress={() => reader.step(1)} />
      {inTable ? <Control icon={Table2} label={words.skipTable} onPress={() => reader.skipTable()} /> : null}
      <Control
        icon={pace === 'slow' ? Rabbit : Turtle}
        label={pace === 'slow' ? words.usual : words.slow}
        onPress={() => reader.setPace(pace === 'slow' ? 'usual' : 'slow')}
      />
      <Control
        icon={Volume1}
        label={words.quieter}
        disabled={volume === 0}
        onPress={() => reader.setVolume(volume - 1)}
      />
      <Control
        icon={Volume2}
        label={words.louder}
        disabled={volume === volumes.length - 1}
        onPress={() => reader.setVolume(volume + 1)}
      />
      <Control icon={X} label={words.end} onPress={() => reader.stop()} />
    </nav>
  );
}
