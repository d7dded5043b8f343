import { type PointerEvent, type ReactNode, useEffect, useRef } from 'react';

interface KeyProps {
  /** What it does, at once when it is touched: waiting for the finger's lift would make it feel slow. */
  onPress(): void;
  /** For the ear, where the caption does not say it. */
  label?: string;
  className?: string;
  disabled?: boolean;
  /** Does it again while it is held. */
  repeats?: boolean;
  pressed?: boolean;
  /** Waits for the finger's lift: what the key changes would come to lie under the finger, and be touched by its lift. */
  moves?: boolean;
  children: ReactNode;
}

/** Milliseconds until a held key repeats, and between its repetitions. */
const untilRepeat = 500;
const betweenRepeats = 110;

/**
 * A key of the on-screen input. A touch acts at its start and leaves the focus, and so the caret, in the field. A keyboard and a
 * screen reader press it by a click without a pointer.
 */
export function Key({
  onPress,
  label,
  className,
  disabled = false,
  repeats = false,
  pressed,
  moves = false,
  children,
}: KeyProps) {
  const press = useRef(onPress);
  press.current = onPress;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const release = () => clearTimeout(timer.current);
  useEffect(() => () => clearTimeout(timer.current), []);
  const again = (delay: number) => {
    timer.current = setTimeout(() => {
      press.current();
      again(betweenRepeats);
    }, delay);
  };
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0 || disabled) return;
    event.preventDefault();
    if (moves) return;
    press.current();
    if (repeats) again(untilRepeat);
  };
  return (
    <button
      type="button"
      className={className}
      disabled={disabled}
      aria-label={label}
      aria-pressed={pressed}
      onPointerDown={onPointerDown}
      onPointerUp={release}
      onPointerCancel={release}
      onPointerLeave={release}
      onClick={(event) => {
        if (moves || event.detail === 0) onPress();
      }}
    >
      {children}
    </button>
  );
}
