// The people of test/fixtures/village whom tests name: README.md there tells what is true of each.

import type { CitizenId } from '../../domain/citizen-id.ts';

/** 王建国, applicant of HC-001, and his wife 李秀英. */
export const WANG = '371002195803100137' as CitizenId;
export const LI = '371002196007220247' as CitizenId;
/** 赵明, applicant of HC-002. */
export const ZHAO = '371002198505060310' as CitizenId;
/** 孙桂兰, applicant of HC-003. */
export const SUN = '371002196211110627' as CitizenId;
/** 吴强, applicant of HC-004. */
export const WU = '371002197908300951' as CitizenId;
