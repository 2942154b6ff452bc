/** `webservice/rest/server.php`: which functions there are, and how strictly they read. */
import { assignments, courseGroups, siteInfo, usersCourses } from "./courses.ts";
import { MoodleException } from "./exception.ts";
import type { Step } from "./faults.ts";
import { type Form, nested, type Tree } from "./form.ts";
import { checkParameters, type ParameterKind } from "./parameters.ts";
import type { User } from "./state.ts";
import { finalize, save, start, status } from "./submissions.ts";
import { userOf, type World } from "./world.ts";

interface WebServiceFunction {
  readonly step: Step;
  readonly parameters: Readonly<Record<string, ParameterKind>>;
  /** `raw`: texts as they are stored. */
  run(world: World, user: User, parameters: Tree, raw: boolean): unknown;
}

const functions: Readonly<Record<string, WebServiceFunction>> = {
  core_webservice_get_site_info: { step: "info", parameters: {}, run: siteInfo },
  core_enrol_get_users_courses: {
    step: "courses",
    parameters: { userid: "int", returnusercount: "bool?" },
    run: usersCourses,
  },
  core_group_get_course_user_groups: {
    step: "groups",
    parameters: { courseid: "int?", userid: "int?", groupingid: "int?" },
    run: courseGroups,
  },
  mod_assign_get_assignments: {
    step: "assignments",
    parameters: { courseids: "ints?", includenotenrolledcourses: "bool?" },
    run: assignments,
  },
  mod_assign_get_submission_status: {
    step: "status",
    parameters: { assignid: "int", userid: "int?", groupid: "int?" },
    run: status,
  },
  mod_assign_start_submission: { step: "start", parameters: { assignid: "int" }, run: start },
  mod_assign_save_submission: {
    step: "save",
    parameters: { assignmentid: "int", plugindata: "tree" },
    run: save,
  },
  mod_assign_submit_for_grading: {
    step: "finalize",
    parameters: { assignmentid: "int", acceptsubmissionstatement: "bool" },
    run: finalize,
  },
};

export function stepOf(name: string | undefined): Step {
  return functions[name ?? ""]?.step ?? "unknown";
}

/** The answer as a value; throws what Moodle throws. */
export function callFunction(world: World, { fields }: Form): unknown {
  const { wstoken, wsfunction = "", moodlewsrestformat: _, ...given } = fields;
  const user = userOf(world, wstoken ?? "");
  const found = functions[wsfunction];
  if (found === undefined) {
    throw new MoodleException(
      "invalidrecord",
      "Can't find data record in database table external_functions.",
    );
  }
  const { moodlewssettingraw, moodlewssettingfileurl, ...parameters } = given;
  const tree = nested(parameters);
  checkParameters(tree, found.parameters);
  return found.run(world, user, tree, moodlewssettingraw === "1" && moodlewssettingfileurl === "0");
}
