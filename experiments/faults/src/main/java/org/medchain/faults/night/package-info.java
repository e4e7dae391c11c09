/** A night of tests: draws them, runs them, keeps what failed, and sums up. */
package org.medchain.faults.night;
