/**
 * Removes each guard of the consensus packages in turn and tables what turns red (SCH-11 to
 * SCH-13). {@link org.medchain.chaos.guards.GuardFinder} finds guards, {@link
 * org.medchain.chaos.guards.GuardMutationRun} removes them.
 */
package org.medchain.chaos.guards;
