/**
 * Byzantine behaviours (Lamport, Shostak and Pease 1982) as state machines around a correct
 * replica, so that the simulation and a real process run the same ones.
 *
 * <p>Reading order: {@link org.medchain.adversary.ByzantineBehaviour} says what there is; {@link
 * org.medchain.adversary.AdversaryFactory} puts it around a replica; {@code ByzantineReplica} is
 * the replica with one, {@code AdversaryContext} its actions, and each {@code Attack} its strategy.
 */
package org.medchain.adversary;
