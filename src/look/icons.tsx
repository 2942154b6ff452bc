/** Icons of shell and frame: 16-pixel line drawings in the colour of the text, always beside a word or a label. */
import type { ComponentChildren, JSX } from "preact";

export interface IconProps {
  /** Edge in pixels; 16 unless told. */
  readonly size?: number;
}

export type Icon = (props: IconProps) => JSX.Element;

function icon(drawing: ComponentChildren): Icon {
  return ({ size = 16 }) => (
    <svg
      class="icon"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {drawing}
    </svg>
  );
}

const filled = (d: string) => <path d={d} fill="currentColor" stroke="none" />;
const drawn = (d: string) => <path d={d} />;

export const PlayIcon = icon(
  filled("M4.5 2.8v10.4a.6.6 0 0 0 .9.5l8.2-5.2a.6.6 0 0 0 0-1L5.4 2.3a.6.6 0 0 0-.9.5z"),
);
export const PlayAllIcon = icon(filled("M2 3v10l6-5zM8 3v10l6-5z"));
export const StopIcon = icon(
  <rect x="3.5" y="3.5" width="9" height="9" rx="1" fill="currentColor" stroke="none" />,
);
export const CheckIcon = icon(drawn("M3 8.5l3.2 3.2L13 4.5"));
export const CloseIcon = icon(drawn("M4 4l8 8M12 4l-8 8"));
export const UndoIcon = icon(drawn("M5.5 3L2.5 6l3 3M2.5 6h7a4 4 0 0 1 0 8H6"));
export const RedoIcon = icon(drawn("M10.5 3l3 3-3 3M13.5 6h-7a4 4 0 0 0 0 8H10"));
export const DownloadIcon = icon(drawn("M8 2.5v8M4.5 7.2L8 10.7l3.5-3.5M2.5 13.5h11"));
export const UploadIcon = icon(drawn("M8 10.5v-8M4.5 5.8L8 2.3l3.5 3.5M2.5 13.5h11"));
export const PrintIcon = icon(drawn("M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z"));
export const ResetIcon = icon(drawn("M3 3v3.5h3.5M3.2 6.5A5.5 5.5 0 1 1 2.6 9"));
export const HistoryIcon = icon(drawn("M2.2 3v3.2h3.2M2.5 6A5.9 5.9 0 1 1 2.1 8.6M8 4.8V8l2.2 1.5"));
export const MoreIcon = icon(
  <>
    <circle cx="3" cy="8" r="1.3" fill="currentColor" stroke="none" />
    <circle cx="8" cy="8" r="1.3" fill="currentColor" stroke="none" />
    <circle cx="13" cy="8" r="1.3" fill="currentColor" stroke="none" />
  </>,
);
export const SettingsIcon = icon(
  <>
    {drawn("M2.5 4.5h5.5M12 4.5h1.5M2.5 11.5H4M8 11.5h5.5")}
    <circle cx="10" cy="4.5" r="1.8" />
    <circle cx="6" cy="11.5" r="1.8" />
  </>,
);
export const FileIcon = icon(drawn("M4 1.8h5l3.5 3.5v8.9H4zM9 1.8v3.5h3.5"));
export const LockIcon = icon(
  <>
    <rect x="3.5" y="7" width="9" height="6.5" rx="1" />
    {drawn("M5.5 7V5a2.5 2.5 0 0 1 5 0v2")}
  </>,
);
export const OpenLockIcon = icon(
  <>
    <rect x="3.5" y="7" width="9" height="6.5" rx="1" />
    {drawn("M5.5 7V3.5a2.5 2.5 0 0 1 5 0")}
  </>,
);
export const ChevronDownIcon = icon(drawn("M4 6l4 4 4-4"));
export const ChevronRightIcon = icon(drawn("M6 4l4 4-4 4"));
export const ArrowUpIcon = icon(drawn("M8 13V3M4 7l4-4 4 4"));
export const ArrowDownIcon = icon(drawn("M8 3v10M4 9l4 4 4-4"));
export const AddIcon = icon(drawn("M8 3v10M3 8h10"));
export const DeleteIcon = icon(drawn("M2.5 4.5h11M6 4.5V2.8h4v1.7M4 4.5l.6 9h6.8l.6-9M6.8 7v4M9.2 7v4"));
export const CodeIcon = icon(drawn("M5.5 4.5L2 8l3.5 3.5M10.5 4.5L14 8l-3.5 3.5"));
export const TextIcon = icon(drawn("M3 3.5h10M8 3.5v9.5M6 13h4"));
export const EyeIcon = icon(
  <>
    {drawn("M1.5 8s2.4-4.5 6.5-4.5S14.5 8 14.5 8 12.1 12.5 8 12.5 1.5 8 1.5 8z")}
    <circle cx="8" cy="8" r="2" />
  </>,
);
export const EyeOffIcon = icon(
  drawn(
    "M2 2l12 12M6.2 3.8A6.5 6.5 0 0 1 8 3.5c4.1 0 6.5 4.5 6.5 4.5a12 12 0 0 1-2 2.5M4 5.2A12 12 0 0 0 1.5 8s2.4 4.5 6.5 4.5a6.5 6.5 0 0 0 3-.7",
  ),
);
export const PencilIcon = icon(drawn("M3 13l.6-2.8L10.8 3l2.2 2.2-7.2 7.2z"));
export const PauseIcon = icon(drawn("M5.5 3.5v9M10.5 3.5v9"));
export const WarningIcon = icon(
  <>
    {drawn("M8 2.2L14.2 13.2H1.8zM8 6.5v3")}
    <circle cx="8" cy="11.3" r=".8" fill="currentColor" stroke="none" />
  </>,
);
export const InfoIcon = icon(
  <>
    <circle cx="8" cy="8" r="6" />
    {drawn("M8 7.5v3.5")}
    <circle cx="8" cy="5" r=".8" fill="currentColor" stroke="none" />
  </>,
);

/* The states of checks and cells: different shapes, so that colour is never alone. */
export const PassedIcon = icon(
  <>
    <circle cx="8" cy="8" r="6" />
    {drawn("M5.2 8.2l2 2 3.6-4")}
  </>,
);
export const PartlyIcon = icon(
  <>
    <circle cx="8" cy="8" r="6" />
    {filled("M8 2a6 6 0 0 1 0 12z")}
  </>,
);
export const FailedIcon = icon(
  <>
    <circle cx="8" cy="8" r="6" />
    {drawn("M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4")}
  </>,
);
export const WaitingIcon = icon(
  <>
    <circle cx="8" cy="8" r="6" />
    {drawn("M8 4.8V8l2.2 1.5")}
  </>,
);
export const StaleIcon = icon(<circle cx="8" cy="8" r="6" stroke-dasharray="2 2.7" />);
export const IdleIcon = icon(<circle cx="8" cy="8" r="6" />);
