/** Workloads: what clients do and what must hold of it, one file each. */
package org.medchain.faults.workload;
