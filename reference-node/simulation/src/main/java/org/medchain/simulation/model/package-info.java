/**
 * The costs of a machine and a network in virtual time, as data, and the random streams that all
 * draws come from.
 */
package org.medchain.simulation.model;
