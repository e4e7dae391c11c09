/**
 * Byzantine behaviours (Lamport, Shostak and Pease 1982) as state machines around a correct
 * replica. Begin with {@link org.medchain.adversary.ByzantineBehaviour}.
 */
package org.medchain.adversary;
