/** One shape for each state of a check. */
import type { CheckState } from "../../core/checks/list.ts";
import { FailedIcon, type Icon, IdleIcon, PartlyIcon, PassedIcon, WaitingIcon } from "../../look/icons.tsx";

export const stateIcons: Readonly<Record<CheckState, Icon>> = {
  idle: IdleIcon,
  waiting: WaitingIcon,
  passed: PassedIcon,
  partly: PartlyIcon,
  failed: FailedIcon,
};
