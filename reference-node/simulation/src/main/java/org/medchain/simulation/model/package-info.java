/** Costs of a machine and a network in virtual time, and the random streams. */
package org.medchain.simulation.model;
