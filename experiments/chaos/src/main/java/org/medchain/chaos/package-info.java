/**
 * Random schedules with faults for the real replicas, in one thread and from one seed, and planted
 * defects that the same search must find.
 *
 * <p>Rooms: {@code schedule} runs one seed, {@code oracle} says what is wrong, {@code search} goes
 * through seeds, {@code mutants} plants defects, {@code guards} takes the checks of the code out in
 * turn, {@code command} is what a person calls.
 */
package org.medchain.chaos;
