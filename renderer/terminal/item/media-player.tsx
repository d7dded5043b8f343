import { FastForward, Pause, Play, Rewind, Volume1, Volume2 } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { AttachmentView } from '../../../main/contract/views.ts';
import { media as words } from '../../../main/text/terminal-item.ts';
import styles from './media.module.css';
import { nameOf } from './vouchers.tsx';

/** A step back or on, in seconds, and one of loudness, 0–1. */
const step = 10;
const loudnessStep = 0.2;

export const isVideo = ({ mediaType }: AttachmentView) => mediaType.startsWith('video/');
export const isAudio = ({ mediaType }: AttachmentView) => mediaType.startsWith('audio/');

interface Playing {
  playing: boolean;
  /** Seconds. */
  at: number;
  length: number;
  loudness: number;
  failed: boolean;
}

const atRest: Playing = { playing: false, at: 0, length: 0, loudness: 1, failed: false };

const two = (value: number) => String(value).padStart(2, '0');
const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${two(Math.floor(seconds % 60))}`;

/** What an element of sound or film is doing, kept for its controls. It stops when it leaves the page. */
function usePlaying(media: RefObject<HTMLMediaElement | null>): Playing {
  const [playing, setPlaying] = useState(atRest);
  useEffect(() => {
    const element = media.current;
    if (element === null) return;
    const look = () =>
      setPlaying({
        playing: !element.paused && !element.ended,
        at: element.currentTime,
        length: Number.isFinite(element.duration) ? element.duration : 0,
        loudness: element.volume,
        failed: element.error !== null,
      });
    const events = [
      'play',
      'pause',
      'ended',
      'timeupdate',
      'durationchange',
      'volumechange',
      'error',
      'seeked',
    ];
    for (const event of events) element.addEventListener(event, look);
    look();
    return () => {
      for (const event of events) element.removeEventListener(event, look);
      element.pause();
    };
  }, [media]);
  return playing;
}

function useControls(media: RefObject<HTMLMediaElement | null>) {
  const element = () => media.current;
  const seek = (to: number) => {
    const found = element();
    if (found !== null && Number.isFinite(found.duration)) {
      found.currentTime = Math.min(Math.max(0, to), found.duration);
    }
  };
  return {
    seek,
    by: (seconds: number) => seek((element()?.currentTime ?? 0) + seconds),
    // What cannot be played says so by its error event.
    toggle: () => {
      const found = element();
      if (found === null) return;
      if (found.paused) void found.play().catch(() => undefined);
      else found.pause();
    },
    louder: (change: number) => {
      const found = element();
      if (found !== null)
        found.volume = Math.min(1, Math.max(0, Math.round((found.volume + change) * 10) / 10));
    },
    again: () => element()?.load(),
  };
}

/** Sound or film with large controls of our own: nothing to download, to pull out of the page, or to open beside it. */
export function MediaPlayer({ file }: { file: AttachmentView }) {
  const media = useRef<HTMLVideoElement & HTMLAudioElement>(null);
  const { playing, at, length, loudness, failed } = usePlaying(media);
  const { seek, by, toggle, louder, again } = useControls(media);
  const shared = {
    ref: media,
    src: file.url,
    preload: 'metadata',
    controlsList: 'nodownload noremoteplayback nofullscreen',
    disableRemotePlayback: true,
    onContextMenu: (event: { preventDefault(): void }) => event.preventDefault(),
  } as const;
  const buttons = [
    { icon: Rewind, label: words.backward, off: at <= 0, onPress: () => by(-step) },
    {
      icon: playing ? Pause : Play,
      label: playing ? words.pause : words.play,
      off: failed,
      onPress: toggle,
    },
    { icon: FastForward, label: words.forward, off: length === 0 || at >= length, onPress: () => by(step) },
    { icon: Volume1, label: words.quieter, off: loudness <= 0, onPress: () => louder(-loudnessStep) },
    { icon: Volume2, label: words.louder, off: loudness >= 1, onPress: () => louder(loudnessStep) },
  ];
  return (
    <figure className={styles.player} aria-label={nameOf(file)}>
      <figcaption className={styles.name}>{nameOf(file)}</figcaption>
      {isVideo(file) ? (
        <video {...shared} className={styles.film} disablePictureInPicture playsInline>
          <track kind="captions" />
        </video>
      ) : (
        <audio {...shared}>
          <track kind="captions" />
        </audio>
      )}
      {failed ? (
        <div className={styles.failed} role="status">
          <p>{words.failed}</p>
          <button type="button" className={styles.control} onClick={again}>
            {words.again}
          </button>
        </div>
      ) : (
        <>
          <input
            type="range"
            className={styles.position}
            aria-label={words.position}
            aria-valuetext={words.time(clock(at), clock(length))}
            min={0}
            max={Math.max(length, 0.1)}
            step={0.1}
            value={at}
            onChange={({ currentTarget }) => seek(Number(currentTarget.value))}
          />
          <p className={styles.times}>
            <span>{words.time(clock(at), clock(length))}</span>
            <span>{words.volume(Math.round(loudness * 100))}</span>
          </p>
          <div className={styles.controls}>
            {buttons.map(({ icon: Icon, label, off, onPress }) => (
              <button key={label} type="button" className={styles.control} disabled={off} onClick={onPress}>
                <Icon aria-hidden="true" />
                {label}
              </button>
            ))}
          </div>
        </>
      )}
    </figure>
  );
}
