/**
 * Random schedules × faults for the real replicas, in one thread and from one seed: what a {@link
 * org.medchain.chaos.Plan} draws, a {@link org.medchain.chaos.World} plays, judges watch. Planted
 * defects go through the same search ({@code medchain mutants}).
 *
 * <p>Reading order: Plan, Event, World, Chaos, Healing, ChainJudge, then Trial, which runs one
 * seed.
 */
package org.medchain.chaos;
