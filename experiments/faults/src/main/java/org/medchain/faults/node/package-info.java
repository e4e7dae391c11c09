/** A node process with injected faults of clock, disk and replica (FN-1). */
package org.medchain.faults.node;
