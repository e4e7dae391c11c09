/**
 * Linearizability (Herlihy and Wing 1990), searched for as Wing and Gong (1993) do, with Lowe's
 * (2017) just-in-time linearization and memory of configurations.
 */
package org.medchain.history.linear;
