// Stand-ins with an HTTP interface, in a process of their own: one department, or several with a port each.

import { runDepartments } from './department-process.ts';
import { serveHttpDepartment } from './http-department.ts';
import { STAND_IN_LIST } from './stand-in-list.ts';

runDepartments((department, city, options) =>
  serveHttpDepartment(department, STAND_IN_LIST[department].declaration, city, options),
);
