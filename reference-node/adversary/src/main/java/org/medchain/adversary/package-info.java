/**
 * Byzantine behaviours (Lamport, Shostak and Pease 1982) as state machines around a correct
 * replica, so that the simulation and a real process run the same ones.
 *
 * <p>Reading order: {@link org.medchain.adversary.Behaviour} says what there is; {@link
 * org.medchain.adversary.Adversaries} puts it around a replica; {@code Byzantine} is the replica
 * that then stands there, {@code Stage} what it can do, and each {@code Plot} what it does.
 */
package org.medchain.adversary;
