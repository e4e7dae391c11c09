/** The harness's plans and workloads on processes of this machine. */
package org.medchain.faults.cluster;
