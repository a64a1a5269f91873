import type { CourseSession } from "./session.ts";

let course: CourseSession | null = null;

export function setCourse(session: CourseSession): void {
  course = session;
}

/** The course that this page is packaged as; null where it is the whole site. */
export function currentCourse(): CourseSession | null {
  return course;
}
