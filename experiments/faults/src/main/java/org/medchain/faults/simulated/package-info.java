/** The harness's plans and workloads under the seeded simulation. */
package org.medchain.faults.simulated;
