/**
 * Random schedules with faults for the real replicas, in one thread and from one seed, and planted
 * defects that the same search must find.
 *
 * <p>Packages: {@code schedule} runs one seed, {@code oracle} finds violations, {@code search} goes
 * through seeds, {@code mutants} plants defects.
 */
package org.medchain.chaos;
