// The stand-in for human resources and social security, as a process of its own.

import { runDepartment } from './department-process.ts';
import { serveHttpDepartment } from './http-department.ts';
import { HUMAN_RESOURCES } from './stand-ins.ts';

runDepartment((city, options) => serveHttpDepartment(HUMAN_RESOURCES, city, options));
