/**
 * Random schedules with faults for the real replicas, in one thread and from one seed, and planted
 * defects that the same search must find.
 */
package org.medchain.chaos;
