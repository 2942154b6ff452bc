/** Which of Moodle's courses one works in, where the course's file does not say. */
import type { MoodleChoice } from "../../state/course/moodle-course.ts";
import { signInWords as words } from "../../words/sign-in.ts";
import { TroubleNotice } from "./trouble.tsx";

export function MoodleCourseField({ choice }: { choice: MoodleChoice }) {
  const { chosen, trouble } = choice;
  const courses = choice.courses.value;
  // One that the student is not in any more is still what was chosen.
  const gone = chosen !== null && !courses.some(({ id }) => id === chosen.id) ? [chosen] : [];
  return (
    <>
      <label class="moodle-course">
        {words.moodleCourse}
        <select
          value={chosen?.id ?? ""}
          onChange={({ currentTarget }) => {
            const course = courses.find(({ id }) => String(id) === currentTarget.value);
            void choice.choose(course ?? null);
          }}
        >
          <option value="">{words.allMoodleCourses}</option>
          {[...gone, ...courses].map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {trouble.value !== null && <TroubleNotice trouble={trouble.value} />}
    </>
  );
}
