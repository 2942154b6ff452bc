/** The activity log on disk. */
import { readActivity } from "../../core/course/stored.ts";
import type { ActivityLog } from "../../state/course/ports.ts";
import type { Store } from "../database.ts";

/** Of one course: the oldest go first. */
const MOST = 2_000;

/** A line that cannot be kept is no failure: the log says what happened, and makes nothing happen. */
export function createActivityLog({ use }: Store): ActivityLog {
  return {
    async add(activity) {
      await use(async (database) => {
        const transaction = database.transaction("activity", "readwrite");
        const ofCourse = transaction.store.index("by-course");
        await transaction.store.add(activity);
        const range = IDBKeyRange.only(activity.course);
        for (let over = (await ofCourse.count(range)) - MOST; over > 0; over--) {
          const oldest = await ofCourse.getKey(range);
          if (oldest !== undefined) await transaction.store.delete(oldest);
        }
        await transaction.done;
      });
    },
    list: (course) =>
      use(async (database) => {
        const found = await database.getAllFromIndex("activity", "by-course", course);
        return found
          .map(readActivity)
          .filter((one) => one !== undefined)
          .reverse();
      }),
  };
}
