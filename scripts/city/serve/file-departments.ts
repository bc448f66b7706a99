// Stand-ins that exchange files, in a process of their own: one department, or several with a folder each.

import { runDepartments } from './department-process.ts';
import { serveFileDepartment } from './file-department.ts';
import { STAND_IN_LIST } from './stand-in-list.ts';

runDepartments((department, city, options) =>
  serveFileDepartment(department, STAND_IN_LIST[department].declaration, city, options),
);
