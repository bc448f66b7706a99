// The stand-in for public security, as a process of its own.

import { runDepartment } from './department-process.ts';
import { serveHttpDepartment } from './http-department.ts';
import { PUBLIC_SECURITY } from './stand-ins.ts';

runDepartment((city, options) => serveHttpDepartment(PUBLIC_SECURITY, city, options));
