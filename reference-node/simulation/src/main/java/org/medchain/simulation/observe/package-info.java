/** Observers of a run: agreement, counters, traces, the report. */
package org.medchain.simulation.observe;
