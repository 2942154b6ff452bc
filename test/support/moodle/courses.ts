/** Functions about the site, the courses and what is in them. */
import type { Tree } from "./form.ts";
import type { Assignment, User } from "./state.ts";
import { fileEntry, requireAccess, type World } from "./world.ts";

export function siteInfo({ state, url }: World, user: User) {
  return {
    sitename: state.site.name,
    username: user.username,
    fullname: user.fullname,
    userid: user.id,
    siteurl: url,
    release: "4.5.6 (Build: 20250811)",
    version: "2024100706",
    lang: "en",
    downloadfiles: 1,
    uploadfiles: 1,
    usermaxuploadfilesize: state.site.usermaxuploadfilesize,
    userquota: 0,
    userissiteadmin: false,
    functions: [],
  };
}

/** A course that the person may not enter yet is left out without a word. */
export function usersCourses({ state }: World, user: User) {
  if (user.mustAgree || user.mustChangePassword) return [];
  return state.courses
    .filter(({ id }) => user.courses.includes(id))
    .map((course) => ({ ...course, displayname: course.fullname, visible: 1, hidden: false }));
}

export function courseGroups(_world: World, user: User) {
  requireAccess(user);
  return { groups: [], warnings: [] };
}

export function assignments(world: World, user: User, { courseids }: Tree) {
  const asked = typeof courseids === "object" ? Object.values(courseids).map(Number) : user.courses;
  const isShut = user.mustAgree || user.mustChangePassword;
  const open = isShut ? [] : asked.filter((id) => user.courses.includes(id));
  const shut = asked.filter((id) => !open.includes(id));
  return {
    courses: world.state.courses
      .filter(({ id }) => open.includes(id))
      .map((course) => ({
        ...course,
        timemodified: 1_780_000_000,
        assignments: world.state.assignments
          .filter((assignment) => assignment.course === course.id)
          .map((assignment) => listed(world, assignment)),
      })),
    warnings: shut.map((id) => ({
      item: "course",
      itemid: id,
      warningcode: isShut ? "1" : "2",
      message: isShut
        ? "No access rights in course context"
        : "User is not enrolled or does not have requested capability",
    })),
  };
}

function listed(world: World, assignment: Assignment) {
  const { file, onlinetext, locked, extensions, introattachments, ...rest } = assignment;
  const config = (plugin: string, name: string, value: string | number) => ({
    plugin,
    subtype: "assignsubmission",
    name,
    value: String(value),
  });
  const flags = Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [name, typeof value === "boolean" ? Number(value) : value]),
  );
  return {
    ...flags,
    submissionstatement: assignment.requiresubmissionstatement ? assignment.submissionstatement : undefined,
    grade: 20,
    maxattempts: -1,
    attemptreopenmethod: "none",
    configs: [
      config("file", "enabled", Number(file)),
      config("file", "maxfilesubmissions", assignment.maxfilesubmissions),
      config("file", "maxsubmissionsizebytes", assignment.maxsubmissionsizebytes),
      config("file", "filetypeslist", assignment.filetypeslist),
      config("onlinetext", "enabled", Number(onlinetext)),
      { plugin: "comments", subtype: "assignfeedback", name: "enabled", value: "1" },
    ],
    introattachments: introattachments.map((each) =>
      fileEntry(world, assignment, "mod_assign/introattachment/0", each),
    ),
  };
}
