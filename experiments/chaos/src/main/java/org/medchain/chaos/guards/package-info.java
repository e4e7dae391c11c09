/**
 * Removes each guard of the consensus packages in turn and tables what turns red (SCH-11 to
 * SCH-13). {@link org.medchain.chaos.guards.GuardFinder} says what a guard is, {@link
 * org.medchain.chaos.guards.GuardMutationRun} what is done with it.
 */
package org.medchain.chaos.guards;
