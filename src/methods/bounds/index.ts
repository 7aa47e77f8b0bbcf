export {type CourseNoise, courseNoise, sharedDeviation} from "./course-noise.ts";
export {type IdentifiedSet, partialInterval} from "./partial-interval.ts";
